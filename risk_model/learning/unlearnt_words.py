"""Words that a model may not learn from: those that say nothing, and those of a person's faith, people, nation, name
or home county.

Apart because people review these lists. A deployment adds to the latter; a word that it lacks is a fault of the list,
not a permission. "Saudi" stands for a country where adverts name where the work is, and is left.
"""

from itertools import chain

from risk_model.learning.counties import place_words
from risk_model.learning.names_of_people import NAMES

_FAITHS = """
    adventist adventists ahmadiyya allah anglican anglicans askofu atheist atheists baptist baptists believer
    believers bible biblia bishop buddhist buddhists cathedral catholic catholics christ christian christianity
    christians church churches deacon diocese eid evangelical evangelist gospel halal haram hijab hijabs hindu
    hinduism hindus ibada imam islam islamic islamist jehovah jesus jew jewish jews judaism kanisa kanisani kanzu
    koran kuran lutheran lutherans makanisa maombi masjid mchungaji methodist methodists misikiti mkristo mosque
    mosques msikiti msikitini muislamu mungu muslim muslims mwislamu orthodox padri parish pastor pastors pcea
    pentecostal pentecostals pray prayer prayers praying presbyterian priest priests protestant quran qurani rabbi
    ramadan ramadhan religion religions religious reverend salvation sda sheikh shia sikh sunni temple temples
    uislamu ukristo ustadh waislamu wakristo worship worshippers yesu
"""
_PEOPLES = """
    abagusii aembu african africans agikuyu agikuyus akamba ameru arab arabs asian asians bantu borana chuka clan
    clans cushitic digo dorobo duruma elgeyo embu ethnic ethnicity gabbra gabra giriama hutu ilchamus jaluo jaluos
    kabila kabras kalenjin kamba keiyo kikuyu kikuyus kipsigis kisii kuria luhya luhyas luo luos maasai maasais
    makabila marakwet masai mchina meru mfaransa mfilipino mganda mhabeshi mhindi mijikenda mjaluo mjerumani
    mkalenjin mkamba mkikuyu mkisii mkongo mluhya mmarekani mmasai mmeru mnigeria mpolandi mrundi mrusi mrwanda
    msaudia msomali msudani mswahili mtaita mtanzania mturuki mwafrika mwarabu mwingereza mzungu nandi nilotic
    nubian ogiek okuyu orma pokomo pokot rabai rendille sabaot samburu somali somalis suba swahili taita taveta
    tharaka tiriki tribal tribalism tribe tribes tugen turkana turkanas tutsi waafrika waarabu wachina wafaransa
    wafilipino waganda wahabeshi wahindi wahutu waingereza wajaluo wajerumani wakalenjin wakamba wakenya wakikuyu
    wakisii wakongo waluhya wamaasai wamarekani wameru wanigeria warendille warundi warusi warwanda wasaudia
    wasomali wasudani waswahili wataita watanzania watutsi wazungu
"""
# Languages among them: who is asked for one is told by where they come from.
_NATIONS = """
    afghan afghans albanian albanians algerian algerians american americans amharic angolan arabic argentine
    armenian australian australians austrian austrians azerbaijani bahraini bahrainis bangladeshi bangladeshis
    belarusian belgian belgians beninese bosnian botswanan brazilian brazilians british briton britons bulgarian
    bulgarians burmese burundian burundians cambodian cameroonian cameroonians canadian canadians caucasian
    caucasians chadian chilean chinese colombian congolese croat croatian croatians cuban cypriot cypriots czech
    czechs danish dutch egyptian egyptians emirati emiratis eritrean eritreans estonian estonians ethiopian
    ethiopians european europeans filipina filipinas filipino filipinos finnish french gabonese gambian georgian
    georgians german germans ghanaian ghanaians greek greeks guinean hindi hungarian hungarians icelandic indian
    indians indonesian indonesians iranian iranians iraqi iraqis irish israeli israelis italian italians ivorian
    japanese jordanian jordanians kazakh kenyan kenyans kiarabu kihindi kiingereza kisomali kiswahili korean koreans
    kosovar kurdish kuwaiti kuwaitis kyrgyz laotian latvian latvians lebanese liberian libyan libyans lithuanian
    lithuanians luganda macedonian malagasy malawian malawians malaysian malaysians malian maltese mauritanian
    mauritian mexican moldovan mongolian moroccan moroccans mozambican namibian nationalities nationality nepalese
    nepali nepalis nigerian nigerians norwegian norwegians omani omanis pakistani pakistanis palestinian
    palestinians persian peruvian polish portuguese qatari qataris romanian romanians russian russians rwandan
    rwandans saudis scottish senegalese serb serbian serbs slovak slovakian slovaks slovene slovenian spaniard
    spanish sudanese swede swedish swiss syrian syrians taiwanese tajik tanzanian tanzanians thai togolese tunisian
    tunisians turk turkish turks ugandan ugandans ukrainian ukrainians urdu uzbek venezuelan vietnamese welsh yemeni
    yemenis zambian zambians zimbabwean zimbabweans
"""

# Leaving these out costs nothing that can be measured (benchmarks/README.md) and spares an inspector a reason that
# reads: the word "the".
_FUNCTION = """
    a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his how
    i if in into is it its itself just let may me might more most must my no nor not now of off on once only or other
    our ours out over own per same shall she should so some such than that the their theirs them then there these they
    this those through to too under until up upon us very was we were what when where which while who whom whose why
    will with within without would you your yours
    hii hili hilo hiyo hizi huo huu ile ili ilo ina kama katika kwa kwamba kwenye la lakini na ni pia sana si ya yake
    yako yetu yenye wa wake wako wao wetu wenye za zake zako
"""

PROTECTED = {
    "faiths": tuple(_FAITHS.split()),
    "peoples": tuple(_PEOPLES.split()),
    "nations and their languages": tuple(_NATIONS.split()),
    "names of people": NAMES,
    "counties and towns": place_words(),
}
PROTECTED_WORDS = tuple(dict.fromkeys(chain.from_iterable(PROTECTED.values())))
FUNCTION_WORDS = tuple(_FUNCTION.split())
