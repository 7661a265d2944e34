"""Names that people in and around Kenya, and those who recruit them, commonly bear: no model learns from a name.

A name tells a people or a faith, and which of two alike adverts gives it says nothing of the advert. Names that are
also words of adverts ("Hope", "Sunday", "Bahati") are left out. Apart because people review the list; a deployment
adds to it. No entry means anybody in particular. What stands before names ("al", "bin") is among them.
"""

_GIVEN = """
    aaron abdalla abdallah abdi abdifatah abdikadir abdinasir abdirahman abdul abdulaziz abdulla abdullah abdullahi
    abdulrahman abel abigail abraham abubakar abubakr achola adam adan adelaide aden adhiambo adnan agatha agnes
    ahmad ahmed aisha akello akinyi akoth alan albert alex alexander alfred ali alice allan ally aloise alphonce
    amanda amin amina amir amit amos anastasia andrew angela angelina anil anita ann anna annabel annah annastacia
    anne annet anthony antony anyango apiyo apollo arjun arnold asha ashok asma asman athumani atieno awiti awuor
    ayan ayub aziz azizi bakari barasa barnabas barnabus barnaby bartholomew basil beatrice beldine ben benard
    benedict benjamin benson bernard bernice beryl betty bilal bilha bishar blessed boaz bonface boniface bosibori
    brenda brian bridget caleb calvin camila caren carlos carol caroline carolyne catherine cecil cecilia cedric
    celestine charles charlotte chebet chelangat chelimo chepchirchir chepkemoi chepkirui chepkoech chepkorir
    chepkwemoi chepngetich cheptoo cherono cherotich cheruiyot christabel christina christine christopher clara
    clement clementine cleophas clinton collins conrad constance cornelius cosmas cynthia cyprian cyrus daisy dalmas
    damaris damian daniel danson daud david davies davis deborah deepak deeqa deka dekow denis dennis derrick diana
    dickson dinesh dominic domitila donald dorcas doreen dorine dorothy douglas duncan eddah edgar edith edmund edna
    edward edwin elias elijah elisha eliud elizabeth elkana ellen elsie elvis emily emma emmaculate emmanuel enock
    ephantus ephraim eric erick ernest esau esha esther eugene eunice evalyne evans evelyn evelyne ezekiel ezra
    faisal faith fanuel farah fardosa farhiya farida fatima fatma fatuma faustine felista felistus felix festus
    fiona flavia florence frances francis francisca franco fred fredah fredrick gabriel gacheri gathoni gatwiri
    gaudencia geoffrey george gerald gerishon getrude gideon gilbert gitahi gladys gloria godfrey gordon grace
    habiba hadija hafsa halima halimo hamida hamisi hamza hannah harriet harrison harun hasan hassan hawa helen
    hellen henry herman hesbon hezekiah hibo hilda hillary hitesh hodan hosea humphrey husna hussein ian ibrahim ida
    idd idil idris ifrah ikram imran irene isaac isaack isabel isabella ishmael ismahan ismail issa ivy jacinta
    jackline jackson jacob jacqueline jael jafar jamal james jamila jane janet japheth jared jasmine jason javan
    jayesh jebet jeffrey jelagat jemima jemimah jenipher jennifer jepchumba jepkemei jepkoech jepkorir jeremiah
    jerono jerusha jeruto jesse jessica jimmy joan joash joel johana john johnson johnstone jonah jonathan joseph
    josephat josephine joshua josiah josphat joy joyce judith judy julia juliana julie juliet julius juma justus
    kagendo kageni kainda kalekye kamau kananu kanini kariuki karwitha kassim kathini kawira kelvin kendi kennedy
    kenneth kevin kezia khadija khadijah khalid khalida khalifa kibet kinya kipchoge kipchumba kipkemboi kipkemei
    kipketer kipkirui kipkoech kipkosgei kipkurui kiplagat kiplangat kiplimo kipngetich kiprono kiprop kiprotich
    kipruto kipsang kiptoo kipyego kiran kirui koech korir laban lameck langat lawrence lazarus leah leila lenah
    leonard leonida lewis lilian lillian linda linet loise lorna louis lucas lucia lucy luka luke lydia lynette lynn
    magdalene mahesh mahmoud mahmud makandi makena malachi manasseh manoj marcus margaret maria mariam marion marren
    martha martin mary maryam maryan mathew mathias matthew maureen maurice maxwell mbarak mbugua meera mercy
    mercyline meshack micah michael michelle mildred milka millicent miriam mohamed mohammad mohammed mohamud monica
    monicah morris moses muhamed muhammad mukesh mumbi mumbua muna musa mustafa mutua mwanahamisi mwanaisha
    mwanajuma mwende mwikali nafisa naftali nafula nahum najma nancy naomi nasir nasra nathan nduku nduta neha
    nekesa nelima nelly nelson nereah newton nicholas nicodemus nixon njambi njeri njoki nkatha noah noor norah
    noreen nurdin nuru nyaboke nyaguthii nyakio nyambura nyawira nyokabi obadiah ochieng odhiambo okoth oliver
    olivia omar omari omondi onesmus onyango oscar osman otieno pamela patricia patrick paul paula pauline penina
    peris perpetua peter petronila philemon philip philippe phillip phoebe phyllis pius pooja priscah priscilla
    priya purity quinter rachael rachel rahab rahma rahman rahul rajab rajesh rakesh ramadhan ramadhani ramesh
    raphael rashid ravi raymond rebecca rebeccah redempta regina rehema reuben rhoda richard robert robinson rodah
    rodgers roger ronald rosalia rosaline rosebella rosemary rukia ruth sabina sabra sadia safiya salah saleh salim
    sally salma salome sammy samson samuel samwel sandra sanjay sara sarah scholastica selina serah seth shaban
    shadrack shakila shamsa sharif shariffa sharon sheila shem shilpa shukri sila silas silvanus silvia simeon simon
    sofia solomon sophia sophie stacy stella stellah stephen steven sulaiman suleiman sunil suresh susan swaleh
    sylvester sylvia syokau syombua tabitha taher tariq teresa teresia teresiah terry thabiti thaddeus theresa
    thomas timothy titus tobias tracy twalib umar umi veronica veronicah victor vijay vikram vincent violet virginia
    vivian vivienne wacera wacuka wafula wairimu waithera waithira walter wamaitha wambui wambura wamuyu wangari
    wangechi wangeci wangui wanja wanjala wanjiku wanjiru wanza wavinya waweru wayua wekesa wesley wilfred wilson
    winfred winfridah winnie yahya yasin yasmin yassin yunis yusra yussuf yusuf yvonne zablon zacharia zachariah
    zachary zahra zainab zakaria zakia zawadi zebedee zeinab zipporah zuhura zulekha zulfa
"""

_FAMILY = """
    abdirizak abdow abuga achieng adongo agarwal aketch akumu alghamdi alharbi almutairi alotaibi alqahtani alshehri
    aluoch alzahrani amadi amolo amondi anand anyona aoko arap athman auma awino ayieko ayuma bakr bashir bett
    bhatia bhatt bii birgen biwott boit bosire bundi bwire charo chaudhary chaudhry cheboi chege chelule chepkwony
    cherop chirchir chumba desai duale echesa ekal etyang fahad farouk gachanja gachie gachoki galgalo gathogo
    gatimu ghanim gicheru gichohi gichuki gichuru gikonyo gitau githaiga githinji githongo gitonga godana gupta guyo
    haji hamad hamdan hersi hirsi hussain iqbal irungu isaiah jaber jama jarso jassim jepchirchir jepkemboi
    jepkosgei jeptoo joshi kabiru kagwe kahiga kahindi kalama kamande kambua kamotho kangethe kapoor karanja karim
    karimi karisa kasyoka katana kathambi kathure kavoi kazungu keino kemboi kemunto kerubo keter khaled khan khanna
    kiama kiarie kibe kiboi kigen kihara kiilu kilonzo kimani kimathi kimeu kimutai kinuthia kinyanjui kinyua kioko
    kipkorir kiptanui kiragu kirimi kirwa kisilu kitheka kithinji koros kosgei kosgey koskei kumar kuria kwamboka
    kyalo lagat lekishon limo lumumba macharia machogu maina majid makau makokha makori malik mansour masinde
    matheka mathenge maundu mbatia mbithe mbithi mbogo mboya mburu mbuvi mehta mishra mogaka mokaya momanyi moraa
    morara mubarak muema mugambi mugo muguro muia muiruri mukami mukiri mulei mulinge mulwa mumo munene munyao
    munyoki muriithi murimi murithi muriuki murugi murunga musau musembi musila musili musyimi musyoka musyoki mutai
    muthama muthee muthoni muthui muthuri mutinda mutiso mutisya mutuku mutunga muturi mwachia mwadime mwai mwakio
    mwambire mwamburi mwangala mwangangi mwangi mwaniki mwanzia mwatela mwaura mwenda mwirigi mwita mwiti nabwire
    naliaka namukasa nandwa nasimiyu nasser ndambuki ndegwa nderitu ndichu ndirangu ndiritu ndolo nduati ndunge
    ndungu ngala nganga ngigi ngina ngugi ngumbao ngure njagi njau njenga njeru njiru njogu njoroge njue njuguna
    nyaga nyakundi nyamai nyamu nyamweya nyandoro nyangau nyongesa nzioka nzomo obara obiero obura ochola ocholla
    odera odongo odundo oduor ogola ogutu ojiambo ojwang okello okeyo okinyi okumu oloo olouch omer omollo omwenga
    ondiek ondieki onditi ongeri onyancha opiyo oriedo orina osoro otiende ouko ouma owino owiti owuor oyugi parmar
    patel qasim rao rashed rathod reddy rono rotich ruto saad saeed salem samoei sawe shah shariff sharma sheikh
    sheikha shikanda shikuku sigei simiyu singh sitati siyad sohal soi solanki songok sultan talib tallam tamer
    tanui tarus thakkar tirop tonui toroitich towett trivedi tuwei verma virdi vora wabwire wachira wahome waigwa
    wainaina wakhungu waleed walid wamae wamalwa wambua wambugu wandera wangila wanjohi wanyama wanyonyi warsame
    wasike waswa watene yasser yator yego yousef youssef zayed ziad
"""

_BEFORE = "abu al bin bint binti el ibn um umm"

NAMES = tuple(dict.fromkeys((*_GIVEN.split(), *_FAMILY.split(), *_BEFORE.split())))
