"""Names that people in and around Kenya, and those who recruit them, commonly bear: no model learns from a name.

A name tells a people or a faith, and which of two alike adverts gives it says nothing of the advert. Names that are
also words of adverts ("Hope", "Sunday", "Bahati") are left out. Apart because people review the list; a deployment
adds to it. No entry means anybody in particular. What stands before names ("al", "bin") is among them.
"""

_GIVEN = """
    aaron abdalla abdallah abdi abdifatah abdikadir abdinasir abdirahman abdul abdulaziz abdulla abdullah abdullahi
    abdulrahman abel abigail abraham abubakar abubakr adam adan adelaide aden adhiambo adnan agatha agnes ahmad
    ahmed aisha akinyi akoth albert alex alexander alfred ali alice ally aloise alphonce amin amina amir amos
    anastasia andrew angela angelina anita ann anna annah annastacia anne annet anthony antony anyango apollo arnold
    asha asma asman atieno awuor ayan ayub aziz azizi barasa barnabas barnabus bartholomew basil beatrice beldine
    ben benard benedict benjamin bernard beryl betty bilal bilha blessed bonface boniface brenda brian bridget
    calvin camila caren carol caroline carolyne catherine cecilia celestine charles charlotte chebet chelangat
    chelimo chepkemoi chepkoech chepngetich cheptoo cherono cherotich cheruiyot christabel christina christine
    christopher clara clement cleophas clinton collins constance cornelius cynthia cyrus daisy dalmas damaris daniel
    danson daud david deborah deka denis dennis derrick diana dickson dominic domitila donald dorcas doreen dorothy
    douglas duncan edgar edith edna edward edwin elias elijah eliud elizabeth ellen elsie elvis emily emma emmanuel
    enock ephraim eric erick ernest esha esther eugene eunice evalyne evans evelyn evelyne ezekiel faisal faith
    farah fardosa farhiya farida fatima fatma fatuma faustine felista felistus felix festus fiona flavia florence
    frances francis francisca franco fred fredrick gabriel gaudencia geoffrey george gerald gerishon getrude gideon
    gilbert gladys gloria godfrey gordon grace habiba hadija hafsa halima hamida hamisi hamza hannah harrison harun
    hasan hassan hawa helen hellen henry hesbon hezekiah hilda hillary humphrey husna hussein ian ibrahim ida idd
    idris ikram imran irene isaac isaack isabella ismail issa ivy jacinta jackline jackson jacob jacqueline jael
    jafar jamal james jamila jane janet japheth jared jasmine jason javan jemimah jenipher jennifer jeremiah jerusha
    jesse jessica jimmy joan joel johana john johnson johnstone jonah jonathan joseph josephat josephine joshua
    josphat joy joyce judith judy julia juliana julie juliet julius juma justus kamau kariuki kassim kelvin kennedy
    kenneth kevin khadija khadijah khalid khalida khalifa kibet kipchoge kipchumba kipkemboi kipkoech kiplagat
    kiplangat kipngetich kiprono kiprop kiprotich kipruto kiptoo kirui koech korir laban lameck langat lawrence leah
    leila lenah leonard leonida lewis lilian lillian linda loise lorna louis lucas lucia lucy luka luke lydia lynn
    mahmoud mahmud makena manasseh marcus margaret maria mariam marion marren martha martin mary maryam mathew
    mathias matthew maureen maurice maxwell mbugua mercy mercyline meshack michael michelle mildred milka millicent
    miriam mohamed mohammad mohammed mohamud monica monicah morris moses muhamed muhammad mumbi muna musa mustafa
    mutua mwanaisha mwanajuma mwende mwikali nafisa naftali nafula najma nancy naomi nasir nasra nathan nduta nekesa
    nelly nelson nereah newton nicholas nicodemus njambi njeri njoki noah noor norah noreen nurdin nuru nyaboke
    nyaguthii nyakio nyambura nyawira nyokabi obadiah ochieng odhiambo okoth oliver olivia omar omari omondi onesmus
    onyango oscar osman otieno pamela patricia patrick paul paula pauline penina peris perpetua peter petronila
    philemon philip philippe phillip phoebe phyllis pius priscah priscilla purity quinter rachael rachel rahab rahma
    rahman ramadhan ramadhani raphael rashid raymond rebecca rebeccah redempta regina rehema reuben rhoda richard
    robert robinson rodah rodgers roger ronald rosalia rosaline rosebella rosemary rukia ruth sabina sabra sadia
    safiya salah saleh salim sally salma salome samson samuel samwel sandra sara sarah scholastica selina serah seth
    shaban shadrack shakila shamsa sharif shariffa sharon sheila shem shukri sila silas silvanus silvia simeon simon
    sofia solomon sophia sophie stacy stella stellah stephen steven sulaiman suleiman susan sylvester sylvia tabitha
    taher tariq teresa teresia terry thabiti thaddeus theresa thomas timothy titus tobias tracy umar umi veronica
    veronicah vincent violet virginia vivian wafula wairimu waithera walter wambui wamuyu wangari wangeci wangui
    wanja wanjiku wanjiru wanza waweru wayua wekesa wesley wilfred wilson winfred winfridah winnie yahya yasin
    yasmin yassin yunis yusra yussuf yusuf zablon zacharia zachariah zahra zainab zakaria zakia zawadi zeinab
    zipporah zuhura zulekha zulfa
"""

_FAMILY = """
    abdirizak abdow abuga achieng adongo agarwal akumu alghamdi alharbi almutairi alotaibi alqahtani alshehri
    alzahrani amadi amolo anand anyona aoko arap athman auma awino ayuma bakr bashir bett bhatt bii birgen biwott
    boit bosire bwire chaudhary chaudhry chege chelule chepkwony cherop chirchir chumba desai echesa ekal etyang
    fahad farouk gachanja gachie gachoki gathogo gatimu ghanim gicheru gichuki gichuru gikonyo gitau githinji
    githongo gitonga gupta haji hamad hamdan hirsi hussain iqbal irungu isaiah jaber jama jassim jepchirchir
    jepkemboi jepkosgei jeptoo joshi kabiru kagwe kahiga kahindi kamande kamotho kapoor karanja karim karimi kasyoka
    katana kathambi kathure kazungu keino kemboi kemunto kerubo khaled khan khanna kiama kiarie kibe kigen kihara
    kiilu kilonzo kimani kimathi kimeu kinuthia kinyanjui kinyua kioko kipkorir kirimi kirwa kisilu kitheka kithinji
    koros kosgei koskei kumar kuria kwamboka lagat lekishon limo lumumba macharia machogu maina majid makau makokha
    makori malik mansour matheka mathenge mbatia mbithe mbogo mburu mehta mishra mogaka momanyi moraa morara mubarak
    mugambi mugo muguro mukami mukiri mulei mulwa mumo munene munyao munyoki muriithi murimi murithi muriuki murugi
    murunga musau musembi musyimi musyoka musyoki mutai muthama muthee muthoni muthui muthuri mutinda mutiso mutisya
    mutuku mutunga mwai mwangangi mwangi mwaniki mwaura mwenda mwirigi mwita mwiti nabwire naliaka namukasa nandwa
    nasimiyu nasser ndambuki ndegwa nderitu ndichu ndirangu nduati ndunge ndungu nganga ngigi ngina ngugi ngure
    njagi njau njenga njogu njoroge njue njuguna nyaga nyamu nyamweya nyangau nyongesa nzioka nzomo obara obiero
    obura ocholla oduor ogola ogutu ojwang okello okeyo okinyi okumu oloo olouch omer omollo omwenga ondiek ondieki
    onditi ongeri onyancha opiyo oriedo orina osoro otiende ouko ouma oyugi patel qasim rao rashed reddy rono rotich
    ruto saad saeed salem samoei shah shariff sharma sheikh sheikha shikuku sigei simiyu singh sitati siyad soi
    songok sultan talib tallam tamer tanui tarus toroitich towett tuwei verma wabwire wachira wahome waigwa wainaina
    wakhungu waleed walid wamae wamalwa wambua wambugu wangila wanyama wanyonyi warsame wasike watene yasser yator
    yego yousef youssef zayed ziad
"""

_BEFORE = "abu al bin bint binti el ibn um umm"

NAMES = tuple(dict.fromkeys((*_GIVEN.split(), *_FAMILY.split(), *_BEFORE.split())))
