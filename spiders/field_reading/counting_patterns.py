"""Ways of saying how many, as patterns over the letters of a sentence's words (`counting_words`)."""

import re

from spiders.field_reading.counted_sentence import POSTS_AFTER

# The last group is the number.
SIGNS = frozenset("SHOKV")
PEOPLE_BEFORE = re.compile(r"([PG])(?:[aFs]|(?<=F)[PGWU]){0,4}[(:x\-–]?F{0,2}$")
POSTS = (
    POSTS_AFTER,
    re.compile(r"(N)R[aF]{0,2}N[aFs]{0,2}[OW]"),
    re.compile(r"O(?:[FST]|(?<=F)[aPGsWU]){0,4}[:=(x\-–]?F{0,2}a?(N)"),
)
PAPERS = (re.compile(r"(N)[aF]{0,2}W"), re.compile(r"W(?:F|(?<=F)[aPGsWU]){0,4}[:=]?F{0,2}(N)"))
# "1,000 jobs in one go", "Arobaini tu ndio watakaochukuliwa", "Forty will be taken".
AT_FIRST = (re.compile(r"^[^\w]{0,2}(N)[aF]{0,1}W"), re.compile(r"^[^\w]{0,2}(N)[aF]{0,2}S"))
TOTALS = (re.compile(r"T[aFPGOsS]{0,5}[:=(]?F{0,2}(N)"), re.compile(r"(N)[aFPGOs]{0,3}T"))
OTHERS = (
    re.compile(r"K[aFG]{0,2}(N)"),
    re.compile(r"V[aF]{0,2}I(N)"),
    re.compile(r"I(N)(?=[^U]{0,40}V)"),
    re.compile(r"S[aF]?(N)I(?=F)"),
)
HIRED = (re.compile(r"H[:\-]?F{0,3}(N)a{0,2}s"),)
LISTED = (
    re.compile(r"P\((N)[GO]?\)"),
    re.compile(r"Px(N)(?![a-zU])"),
    re.compile(r"^[aP]{0,2}P[:\-–](N)$"),
    re.compile(r"[aPGs]\((N)[GO]?\)"),
)
# "45 openings for drivers and twenty for mechanics", "nurses 40, optometrists 10".
OF_POSTS = (re.compile(r"(N)[aFs]{0,2}OF{1,2}a{0,2}(P)"), re.compile(r"[J,](N)F{1,2}a{0,2}(P)"))
# "Walimu 5 wa hisabati, 3 wa sayansi", "nafasi 4 za sales, 2 za accounts".
NEXT_PART = re.compile(r"[,J](N)F[aPs]")
POSTS_PART = re.compile(r"O(N)F[as](?=.{0,40}[,J]NF[aPs])")
ONE_PART = re.compile(r"(?:[PO][:\-–]?N|N[PO])F[aPs].{0,10}[,J]NF[aPs]")
MORE = (re.compile(r"[,J][aF]{0,2}s(N)(?=[,J.)]|$)"), re.compile(r"[,J](N)a{0,2}s(?=[,J.)]|$)"))
# A sentence that begins with the number and goes on with where or what for: "Five hundred officers for Doha".
AT_ONCE = re.compile(r"[^\w\s]{0,3}(?:Nx?[aFsP]{0,3}P|PN)(?=[FpS,(\-–]|$)|[^\w\s]{0,3}GN(?=F)")
ITEM = re.compile(r"[^\w\s]{0,4}[aPGsF]{1,5}[(:x\-–=]?F?(N)\)?[GO]?[^\w\s]{0,4}$")
ANSWER = re.compile(r"[aF]?[:.)\-]?F{0,2}(N)")
DIVIDED = re.compile(r"R[aFJ]{0,2}(N)")
WITHIN = re.compile(r"N[aFPGOs]{0,4}\(([^)]{0,20}N[^)]{0,8}[PG][^)]{0,40})")
BESIDE = re.compile(r"[SHOT][aF]{0,2}$")
