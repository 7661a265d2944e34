"""Words that a model may not learn from: those that say nothing, and those of a person's faith, people or nationality.

Apart because people review these lists. A deployment adds to the second; a word that it lacks is a fault of the list,
not a permission (domain.md 3.3).
"""

_PROTECTED = """
    akamba african africans arab arabs asian asians borana catholic catholics christian christians embu giriama
    hindu hindus indian indians islam islamic jew jewish jews kalenjin kamba kenyan kenyans kikuyu kikuyus kipsigis
    kisii luhya luo luos maasai meru mijikenda mkristo muislamu muslim muslims nandi nubian pokot protestant
    rendille sabaot samburu sikh somali somalis swahili taita tanzanian turkana ugandan wahindi waislamu wakenya
    wakristo waarabu
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

PROTECTED_WORDS = tuple(_PROTECTED.split())
FUNCTION_WORDS = tuple(_FUNCTION.split())
