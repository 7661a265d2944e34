"""Where a job is, by running text: places, employers' peoples and money; and what only sounds like abroad."""

import pytest

from spiders.field_reading.places import destination_of


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Our client, a cleaning company in Lusail, requires 60 janitors. Accommodation shared, QAR 1,000.", "QA"),
        ("Salon ladies, Al Nahda area, commission plus 1,500 dirham basic, off on Mondays.", "AE"),
        (
            "We have a sponsor in Khamis Mushait whose wife just delivered twins; housemaid must fly before month end.",
            "SA",
        ),
        (
            "Care home in Wolverhampton with sponsorship certificate, £11.44 per hour, driving licence helps.",
            "GB",
        ),
        ("Surrey nursing homes want carers with level 3 diploma; relocation support given.", "GB"),
        (
            "Ausbildung places in nursing, hotel and mechatronics; B1 certificate and you fly to Leipzig in September.",
            "DE",
        ),
        ("Abattoir boners and slicers, regional Queensland, 482 visa, AUD 32 an hour.", "AU"),
        ("CNA and RN jobs in Minnesota, green card processed by the hospital.", "US"),
        ("Moose Jaw pork plant needs cutters, CAD 19.50 and overtime after 40 hours.", "CA"),
        ("Kraków hotel housekeepers, 4,200 PLN gross, room in a dormitory deducted at cost.", "PL"),
        ("Fish canning hands for the Adriatic coast, Zadar, season May to October.", "HR"),
        ("Live-in helper for an old lady in Limassol, 460 euro and a Sunday off.", "CY"),
        ("Family of three near Salmiya Road wants a cook who knows machboos, KWD 110.", "KW"),
        ("Barbershop in Riffa, Bahraini owner, chair and commission.", "BH"),
        ("Shepherd for camels outside Nizwa, tent and food, 90 rials.", "OM"),
        ("Sewing machine operators for Irbid free zone, JOD 290, hostel, three-year contract.", "JO"),
        ("Madam ni wa Beirut, hataki mtu wa kulalamika, dola 250 kila mwezi.", "LB"),
        ("Erbil hotel seeks barista and pastry chef, USD 700, visa by hotel.", "IQ"),
        ("Kazi za hoteli Antalya msimu wa kiangazi, lira elfu ishirini, chakula bure.", "TR"),
        ("Caregivers (tokutei ginou) for Fukuoka prefecture, JLPT N4, yen 180,000.", "JP"),
        ("English teachers wanted for training centres in Chengdu and Xiamen, 15,000 RMB.", "CN"),
        ("Kilang ya sarung tangan Johor, overtime kila siku, ringgit 1,500.", "MY"),
        ("Sous chef for a lodge near Volcanoes National Park, Musanze. Rwandan work permit arranged.", "RW"),
        ("Secondary teachers of physics, boarding school in Mbarara, UGX 1.2m.", "UG"),
        ("Dive instructor, Pemba island lodge, room and meals, six months.", "TZ"),
        ("Electricians for an NGO compound in Bentiu, R and R every eight weeks.", "SS"),
        ("Security trainers, Mogadishu green zone, armoured transport, USD 2,500.", "SO"),
        ("Mine site cooks, Kolwezi, rotation of eight weeks on and three off.", "CD"),
        ("Housekeeping supervisors for an island resort in Praslin, contract two years, ticket provided.", "SC"),
        ("Machine operators wanted for textile factory in Port Louis, dormitory available.", "MU"),
        ("Spa therapists for Maldives resort, service charge plus basic.", "MV"),
        ("Domestic helper, Singaporean family with newborn, HDB flat, SGD 600.", "SG"),
        ("Maid for Kowloon family, must love dogs, contract HKD 4,870.", "HK"),
        ("Agricultural interns 11 months moshav in the Arava, Israel, 5,500 shekels.", "IL"),
        ("Mhudumu wa shamba la mboga karibu na Kazan, ruble elfu sitini.", "RU"),
        ("Greenhouse hands, tomatoes, Westland region of Holland, BSN number arranged.", "NL"),
        ("Wachumaji wa stroberi Huelva, mkataba wa miezi mitatu, nyumba ya kampuni.", "ES"),
        ("Raspberry pickers, Odemira, 870 euro minimum, bus to the field.", "PT"),
        ("Badante per anziani, Milano: carers for elderly with Italian A2.", "IT"),
        ("Pizza makers and kitchen hands for Cluj, 3,000 lei net.", "RO"),
        ("Battery plant operators Debrecen, 380,000 HUF, hostel free.", "HU"),
        ("Skoda supplier near Mlada Boleslav wants line workers, 28,000 koruna.", "CZ"),
        ("Cleaners for Lapland ski hotels, winter season, Levi and Rovaniemi.", "FI"),
        ("Fish filleting in Tromsø, 220 NOK an hour, northern lights free.", "NO"),
        ("Berry picking in Swedish forest, summer only, tents provided, visa by company.", "SE"),
        ("Meat deboners, County Cork abattoir, critical skills permit, €17 an hour.", "IE"),
        ("Nurses for a private clinic in Sandton, SANC registration needed, rand 28,000.", "ZA"),
        ("Diamond sorter trainees, Gaborone, pula 9,000.", "BW"),
        ("Jamaa wa Dubai ako na restaurant, anatafuta mpishi wa chapo na pilau, salo 1,400 AED.", "AE"),
        ("Shagala wa Riyadh anahitajika haraka, mwarabu ni mpole, watoto wanne.", "SA"),
        ("Msee wa forklift Doha, basic 1,600 na OT, uko tayari?", "QA"),
        ("Kuna hospitali Munich inachukua manurse wa BScN, salo euro 2,800.", "DE"),
        ("Kanada wanaita! Madereva wa malori makubwa, uzoefu miaka mitatu.", "CA"),
        ("Ng'ambo Australia: wafugaji na wakamuaji, visa ya miaka miwili.", "AU"),
        ("Walezi wa wazee Uingereza, mshahara pauni 1,900.", "GB"),
        ("Mwajiri Mwomani anatafuta yaya wa watoto mapacha, nyumba kubwa.", "OM"),
        ("Familia ya Kikuwaiti yahitaji mpishi mwanamke, umri 28-40.", "KW"),
        ("Waturuki wana kiwanda cha nguo na wanataka mafundi cherehani, safari ni Februari.", "TR"),
        ("Wapolandi wanataka watu wa kupakia mizigo, zloti 24 kwa saa.", "PL"),
        ("You will be based at Jebel Ali port operating reach stackers, camp in Sonapur.", "AE"),
        ("Attendants for petrol stations across the seven emirates, AED 1,200 and food allowance.", "AE"),
        ("Hajj season catering crew, Mina and Arafat tents, two months only.", "SA"),
        ("Ground staff at King Abdulaziz International, night rota, company transport.", "SA"),
    ],
)
def test_work_abroad_is_told_by_places_peoples_and_money(text: str, country: str) -> None:
    assert destination_of(title="", location="", description=text, home="KE") == country


@pytest.mark.parametrize(
    "text",
    [
        "Chinese contractor seeks plant operators for the Rironi road, camp in Gilgil.",
        "German-funded water project in Kitui needs a driver; knowledge of Kikamba.",
        "Turkish restaurant hiring waiters and a shawarma man, salary 22k, NSSF paid.",
        "Indian family in Parklands looks for a day cook, vegetarian.",
        "French tutor for two kids, evenings, 1,500 per hour.",
        "Customer support for a London fintech, fully remote, night shift.",
        "Sales executive Nairobi, covering Uganda and Tanzania markets with frequent travel.",
        "Truck drivers, Mombasa to Kampala route, base in Changamwe.",
        "Experience in Dubai or Qatar hotels will be an added advantage. Waiters for our new branch in town.",
        "Tour guide fluent in Italian, Malindi. Must like guests from Milan and Rome.",
        "Accountant at Dubai Plaza, Eastleigh. CPA II.",
        "We do not take people to Saudi Arabia or Oman. Only local house helps, 15k.",
        "Hatupeleki watu Saudia, kazi ni ya hapa Nairobi kwa familia ya Mkenya.",
        "Beware of agents offering jobs in Cambodia and Myanmar; the embassy has rescued forty Kenyans.",
        "Boss ni Mhindi, godown iko Industrial Area, kazi ni ya kupakia.",
        "Mchina wa barabara anataka vibarua 30, Kiambu Road, 700 kwa siku.",
        "Returnees from Qatar welcome: security supervisors, Mombasa Road.",
        "Japanese language trainer, Thika, N3 holder, to prepare care workers.",
        "Flower farm in Naivasha exporting to Holland and the UK, graders wanted.",
        "Ticketing clerk, Nairobi CBD, knows routes to London, Dubai and Guangzhou.",
        "Importer of Turkish carpets wants sales ladies, commission on top.",
        "Teacher of British curriculum, Karen, Cambridge A level biology.",
        "Embassy of Sweden in Nairobi seeks a gardener.",
        "Israel Mutua Contractors needs masons, call Jordan 0722xxx.",
        "M-Pesa and forex cashier, Moi Avenue, handle dollars, pounds and dirhams.",
        "Wahudumu wa mgahawa wa Kichina Kilimani, lugha si lazima.",
        "Muuza nguo za Uturuki anatafuta msichana wa duka, 12k.",
        "Ubalozi wa Ujerumani unatafuta mlinzi wa getini, Nairobi.",
        "House manager for an American couple, Runda, live out.",
        "I worked in Doha for five years and now I run a bakery; I want two assistants.",
    ],
)
def test_origins_offices_languages_markets_and_warnings_are_no_destination(text: str) -> None:
    assert destination_of(title="", location="", description=text, home="KE") in (None, "KE")


def test_a_home_address_outweighs_a_hint_and_not_a_plain_word() -> None:
    hint = "A salon with a Dubai look wants a nail technician, Ngong Road."
    plain = "Work in Qatar: cleaners. Interviews at our office in Nairobi."
    assert destination_of(title="", location="Nairobi", description=hint, home="KE") == "KE"
    assert destination_of(title="", location="Nairobi", description=plain, home="KE") == "QA"
