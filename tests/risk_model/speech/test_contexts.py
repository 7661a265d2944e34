"""Denials, warnings, lawful payments and official senders turn a finding around, and say so; tricks do not."""

from datetime import date

import pytest

from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from registry.vocabulary import Stated
from risk_model.indicators import find_indicators

KE = load_rulebook("ke")
ON = date(2026, 11, 18)


def of(rule_id: str, text: str, *, sender_domains: tuple[str, ...] = ()) -> Observation | None:
    found = find_indicators(text, rulebook=KE, on=ON, sender_domains=sender_domains)
    return next((one for one in found if one.rule_id == rule_id), None)


def test_silence_is_no_observation_at_all() -> None:
    assert of("fee_registration", "Cook wanted in Nakuru") is None


@pytest.mark.parametrize(
    "text",
    [
        "Cooks\nNo registration fee is charged.",
        "Cooks\nHakuna ada ya usajili.",
        "Cooks\nWe do not charge applicants any registration fee.",
        "Cooks\nRegistration fees are never charged.",
        "Cooks\nApplication is free of charge.",
        "Wapishi\nHatutozi ada yoyote.",
    ],
)
def test_a_denied_fee_is_contradicted_and_quotes_the_denial(text: str) -> None:
    one = of("fee_registration", text)
    assert one is not None
    assert one.stated is Stated.CONTRADICTED
    assert not one.counts
    assert one.facts["turned_by"]


def test_a_denial_does_not_wash_away_a_demand_made_elsewhere() -> None:
    one = of("fee_registration", "Cooks\nNo agency fee. A registration fee of KSh 2,000 applies.")
    assert one is not None
    assert one.counts


def test_a_but_ends_the_reach_of_a_denial() -> None:
    one = of("fee_medical_training", "Cooks\nNo registration fee but pay KSh 3,000 for training.")
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Public notice\nBeware of agents who ask for money before an interview by M-Pesa.",
        "Signs of a fake job\n- They ask you to pay KSh 500 before the interview\n- They keep your passport",
        "Take care\nJihadhari na matapeli. Wanaitisha KSh 500 kabla ya mahojiano.",
        "Take care\nBeware of fraudsters. They ask you to pay KSh 500 before the interview.",
    ],
)
def test_a_warning_that_quotes_a_demand_is_not_a_demand(text: str) -> None:
    one = of("pay_before_interview", text)
    assert one is None or not one.counts


def test_a_warning_says_which_words_cancelled_the_finding() -> None:
    one = of("passport_collected", "Cooks\nReport any agent who keeps your passport.")
    assert one is not None
    assert one.cancelled_by == "quoted_warning"
    assert "said in a warning" in one.explanation


def test_a_warning_of_others_does_not_cover_ones_own_demand() -> None:
    one = of("mpesa_till_or_paybill", "Cooks\nBeware of conmen, pay only to our till 123456.")
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Waiters\nNobody is registered without paying 2,000.",
        "Waiters\nNo free processing here, KSh 5,000 first, then interview.",
        "Wahudumu\nHatusajili mtu bila 1,500 ya form.",
        "Wahudumu\nHatuulizi cheti wala experience, leta tu 2,000.",
    ],
)
def test_a_demand_made_of_denials_is_a_demand(text: str) -> None:
    one = of("pay_before_interview", text)
    assert one is not None
    assert one.counts


def test_a_fee_that_others_are_said_to_charge_spares_ones_own() -> None:
    text = "Waiters\nUnlike other agents who charge you 20,000 for a visa we only charge 5,000 registration."
    own, staged = of("fee_registration", text), of("staged_payment_escalation", text)
    assert own is not None
    assert own.counts
    assert staged is None


@pytest.mark.parametrize(
    "text",
    [
        "Visa costs, air ticket and medical are met in full by the employer.",
        "Processing fee, visa fee and air ticket: paid by employer.",
        "The visa fee, the medical and the ticket are on us.",
        "Visa costs, air ticket and medical are covered 100% by the employer.",
        "Visa fee (USD 300) and ticket are paid by the employer.",
        "Visa fee, which is KES 20,000, is paid by the hospital.",
        "Processing fees and air ticket are at the employer's expense.",
        "Gharama za viza, tiketi na medical zinalipwa na kampuni.",
        "Processing fee - KES 0.",
    ],
)
def test_costs_that_the_employer_bears_are_asked_of_nobody(text: str) -> None:
    one = of("fee_processing_visa", f"Nurses for Doha\n{text}")
    assert one is None or not one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Visa fee 60,000 and the ticket is paid by the employer.",
        "Visa fee KES 60,000 and medical are paid by you; the ticket is paid by the employer.",
        "Ticket is paid by the employer, visa fee 30,000 is paid by you.",
        "Visa fee 60,000 before travel, and ticket is paid by the employer.",
    ],
)
def test_what_the_employer_bears_beside_it_does_not_pay_a_workers_fee(text: str) -> None:
    one = of("fee_processing_visa", f"Nurses for Doha\n{text}")
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        (
            "no_contract_or_sign_on_arrival",
            "Do not board a plane if you are told the contract will be signed on arrival.",
        ),
        ("scam_compound_markers", "Keep away from jobs in Mae Sot, Myawaddy and KK Park."),
        ("pay_before_interview", "Sign of a trap no. 3: they want money before the interview."),
        ("pay_crypto_or_giftcard", "Crypto exchange seeks an officer; USDT and bitcoin payments monitoring."),
    ],
)
def test_advice_and_a_trade_of_its_own_raise_nothing(rule_id: str, text: str) -> None:
    one = of(rule_id, f"Notice\n{text}")
    assert one is None or not one.counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("passport_collected", "We don't keep your passport for long, only until the two-year contract is finished."),
        ("minor_targeted", "Even if you have no ID yet because you are under age, we take you to Bahrain."),
        ("fee_processing_visa", "Beware of scammers! Genuine agents like us take only 30,000 for visa."),
        ("route_via_third_country", "You will fly from Kigali because here they ask too many questions."),
        ("fee_refundable_promise", "If the visa is rejected we give back every shilling you paid us."),
    ],
)
def test_words_of_denial_and_warning_are_no_disguise(rule_id: str, text: str) -> None:
    one = of(rule_id, f"Cooks\n{text}")
    assert one is not None
    assert one.counts


def test_an_official_sender_cancels_soft_findings_by_its_domain_and_is_named() -> None:
    text = "Nannies\nRegistration fee of KSh 1,000 by all applicants."
    one = of("fee_registration", text, sender_domains=("vacancies.labour.go.ke",))
    assert one is not None
    assert one.cancelled_by.startswith("official_sender: Government of Kenya")
    other = of("fee_registration", text, sender_domains=("labour-go-ke.example",))
    assert other is not None
    assert other.counts


def test_nobody_may_say_the_gravest_things() -> None:
    one = of("visit_visa_for_work", "Nannies\nTravel on a visit visa and start work.", sender_domains=("labour.go.ke",))
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Nannies\nThe medical fee of KSh 13,500 is paid to the approved clinic.",
        "Nannies\nThe employer pays the medical fee of KSh 13,500.",
        "Nannies\nMwajiri atalipa KSh 13,500 ya medical.",
    ],
)
def test_a_lawful_payment_does_not_count(text: str) -> None:
    one = of("fee_medical_training", text)
    assert one is None or not one.counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("visit_visa_for_work", "We do not send anybody to Dubai on a tourist visa to work."),
        ("minor_targeted", "Hatuajiri mtu aliye chini ya miaka 18."),
        ("russia_military_front", "We are not recruiting for Russia or any army."),
    ],
)
def test_what_an_advertiser_says_it_does_not_do_is_denied(rule_id: str, text: str) -> None:
    one = of(rule_id, text)
    assert one is None or one.stated is Stated.CONTRADICTED


def test_a_denial_ends_where_another_clause_begins_after_a_comma() -> None:
    one = of("passport_collected", "We do not take originals of certificates, we hold your passport for the two years.")
    assert one is not None
    assert one.counts


def test_news_speaks_for_all_of_a_text_that_offers_nothing() -> None:
    told = "Young men were promised guard work in Russia and a bonus on signing."
    news = of("russia_military_front", f"{told} The police have arrested two agents in Nairobi.")
    offer = of("russia_military_front", f"{told} We are hiring now. The police have arrested two agents in Nairobi.")
    assert news is not None
    assert not news.counts
    assert news.cancelled_by
    assert offer is not None
    assert offer.counts


@pytest.mark.parametrize("asked", ["Share widely.", "Spread the word!", "Protect your future."])
def test_asking_to_pass_an_offer_on_makes_no_warning_of_it(asked: str) -> None:
    one = of("pay_before_interview", f"Maids needed in Oman, pay 3,000 registration before interview. {asked}")
    assert one is not None
    assert one.counts


def test_an_office_in_a_street_at_home_saves_no_offer_of_a_scam_compound() -> None:
    text = (
        "Chat agents for Myawaddy, romance chats with strangers and crypto deposits. Office: Moi Avenue, Nairobi CBD."
    )
    one = of("scam_compound_markers", text)
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("pay_before_interview", "Beware of fake agents! Maids for Oman. Lipa 3,500 kabla ya interview, till 5550123."),
        ("pay_before_interview", "Usitapeliwe! Wapishi. Tuma 2500 ya usajili kabla ya interview kwa 0712345678."),
    ],
)
def test_a_warning_saves_no_offer_with_a_number_to_pay_to(rule_id: str, text: str) -> None:
    one = of(rule_id, text)
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "BEWARE: they tell you to send 3,500 to till 5550123 before the interview. Do not pay. Report on 0800 722203.",
        "Jihadhari na matapeli: wanakuambia tuma 2500 kwa 0712345678 kabla ya interview. Ripoti kwa polisi.",
        "The ministry warns: agents ask you to pay 5,000 to 0712345678 before the interview. Call 0800 722 203.",
    ],
)
def test_a_warning_may_say_where_the_money_went_and_where_to_report_it(text: str) -> None:
    one = of("pay_before_interview", text)
    assert one is None or not one.counts


def test_offices_of_one_firm_share_its_licence() -> None:
    one = of(
        "claims_under_other_licence", "Our Kisumu branch and the head office work under the licence of one agency."
    )
    assert one is None or not one.counts


def test_a_firms_years_are_no_age_of_applicants() -> None:
    assert of("minor_targeted", "Baker wanted. For 15 years we have supplied bread to schools, salary 20,000.") is None


def test_payment_out_of_later_pay_is_a_debt_and_not_a_payment_before_the_interview() -> None:
    text = "Fees of KSh 228,500. You will repay from your first six salaries. Interviews on Monday."
    debt = of("salary_deduction_recovery", text)
    assert debt is not None
    assert debt.counts
    assert of("pay_before_interview", text) is None


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        ("You answer customers in Thailand by chat from our floor in Westlands, Nairobi.", True),
        (
            "Digital marketing job Thailand. You chat online, live in the company dorm. CV to our office in Machakos.",
            False,
        ),
        ("Kazi ya kujibu wateja mtandaoni huko Laos, malazi ndani ya kampuni na tiketi. Barua ofisini Kericho.", False),
    ],
)
def test_an_office_that_takes_applications_is_no_desk_for_customers_far_off(text: str, spared: bool) -> None:
    found = of("scam_compound_markers", f"Data clerk\n{text}")
    assert (found is None or not found.counts) is spared


@pytest.mark.parametrize(
    "text",
    [
        "Keep your passport safe with us.",
        "Keep your passport safe, our secretary locks it in the cabinet.",
        "Keep your passport safe by handing it to the supervisor.",
        "Maids keep their passport only on Fridays, other days the house lady has it.",
        "We never hold your passport; it stays with the kafeel.",
        "Candidates carry their passport to us for safekeeping during the contract.",
        "Drivers keep their passport in our locker for the two years.",
        "You carry your passport to Doha and hand it to Mr Ali at arrivals, he stores it for the contract.",
        "Workers keep their passport in the company safe.",
        "You keep your passport at our office.",
        "No holding of passports until you sign; we hold it after that.",
        "Passport yako inabaki kwa boss, wewe unabaki na copy.",
        "Keep your passport safe with yourself until airport then our man collects it",
    ],
)
def test_who_keeps_a_passport_for_you_leaves_it_with_nobody(text: str) -> None:
    one = of("passport_collected", text)
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Drivers hold their own passports. Company gives a locker.",
        "We do not touch your passport.",
        "Driver keeps his or her passport.",
        "Keep your passport with you, we need a copy.",
        "Bring originals for us to see, you leave with them.",
        "Pasipoti inabaki kwa mlezi.",
        "Supervisors shall keep their own travel documents.",
        "No holding of passports.",
    ],
)
def test_a_passport_left_with_its_holder_is_spared(text: str) -> None:
    one = of("passport_collected", text)
    assert one is None or not one.counts


@pytest.mark.parametrize(
    ("rule_id", "lawful", "grave"),
    [
        (
            "sexualised_work",
            "Hostess, rooftop restaurant\nHostesses do not sit with guests or drink with them, they show the tables.",
            "Hostess, rooftop lounge\nHostesses sit with guests and drink with them, you get a commission on drinks.",
        ),
        (
            "sexualised_work",
            "Mhudumu, mkahawa\nHakuna kukaa wala kunywa na wateja, kazi ni kupokea wageni.",
            "Mhudumu, klabu\nKazi ni kukaa na kunywa na wateja wanaume usiku, unapata commission ya vinywaji.",
        ),
        (
            "minor_targeted",
            "House help, Ruiru\nNatafuta dada wa kunisaidia na mtoto wa mwaka mmoja na nusu, awe na miaka 25.",
            "House help, Ruiru\nNatafuta dada wa miaka kumi na tano wa kunisaidia na kazi za nyumba.",
        ),
        (
            "visit_visa_for_work",
            "Drivers, Lithuania\nHakuna processing fee, no visit visa, work permit inatoka kwanza.",
            "Drivers, Lithuania\nUnaenda na visit visa halafu unaanza kazi, work permit inatoka baadaye.",
        ),
    ],
)
def test_what_is_plainly_refused_does_not_count_and_the_same_words_unrefused_do(
    rule_id: str, lawful: str, grave: str
) -> None:
    spared, stated = of(rule_id, lawful), of(rule_id, grave)
    assert spared is None or not spared.counts
    assert stated is not None
    assert stated.counts
    assert not stated.hint


@pytest.mark.parametrize("asked", ["any gender, 21 and above", "mwanamume au mwanamke, miaka 21 na zaidi"])
def test_who_takes_men_as_well_seeks_no_young_women_by_their_looks(asked: str) -> None:
    one = of("women_only_age_appearance", f"Spa therapist, Nyali\nCheti cha masaji ya urembo, {asked}, attractive pay.")
    assert one is None or not one.counts
    women = of(
        "women_only_age_appearance", "Spa, Nyali\nWarembo wa masaji wanahitajika, miaka 21, tuma picha ya mwili mzima."
    )
    assert women is not None
    assert women.counts


def test_a_salon_may_be_called_light() -> None:
    assert of("sexualised_work", "Msusi\nSaluni ya Nuru inatafuta msusi wa wateja wa wikendi.") is None


def test_nobody_who_says_that_no_one_is_forced_is_spared_for_that() -> None:
    one = of(
        "sexualised_work",
        "Hostess\nNobody will force you to sit with guests, but ladies who drink with them earn tips.",
    )
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("excessive_hours", "Nanny Kuwait\nKazi masaa 16, hakuna off, simu hairuhusiwi."),
        ("excessive_hours", "Nanny Kuwait\nHakuna off na hakuna simu."),
        ("phone_restriction_hint", "Nanny Kuwait\nHakuna off na hakuna simu."),
        ("phone_restriction_hint", "Nanny\nHakuna off, hakuna simu."),
        ("phone_restriction_hint", "Maid\nPhones are not allowed in the house and you may not go out."),
    ],
)
def test_a_restriction_is_not_denied_by_the_one_beside_it(rule_id: str, text: str) -> None:
    one = of(rule_id, text)
    assert one is not None
    assert one.stated is Stated.STATED
    assert one.counts


@pytest.mark.parametrize(
    ("rule_id", "spared", "stated"),
    [
        (
            "no_experience_high_pay",
            "Mtu bila uzoefu hatachukuliwa; mshahara ni 140,000 kwa mwezi.",
            "Hata bila uzoefu utachukuliwa, mshahara ni 160,000 kwa mwezi.",
        ),
        (
            "guaranteed_job_or_visa",
            "Kabla ya safari ni lazima usome mkataba wako.",
            "Safari ni lazima, hakuna mtu anabaki.",
        ),
        (
            "travel_within_days",
            "The employer refunds your visa cost within 14 days of arrival.",
            "Visa in 7 days or your money is refunded.",
        ),
        (
            "no_physical_address",
            "There is no place to visit on Sunday; our office on Moi Avenue opens on Monday.",
            "There is no place to visit, all is done by phone.",
        ),
        (
            "destination_without_agreement",
            "Office boys for our Oman Air desk in Nairobi.",
            "Office boys for Oman, interview in Nairobi.",
        ),
        ("urgency_scarcity", "Usichelewe kazini; zamu ya asubuhi inaanza saa moja.", "Usichelewe, tuma maombi leo."),
        (
            "age_narrow_young",
            "Our engineers have worked on dams for 18 to 20 years.",
            "We take ladies for 18 to 21 years only.",
        ),
        (
            "age_narrow_young",
            "Hatuwachagui wasichana wa miaka 18 hadi 22 pekee.",
            "Hatuchukui wazee, tunataka wasichana wa miaka 18 hadi 22.",
        ),
        (
            "religion_tribe_filter",
            "Imamu wa msikiti lazima awe Mwislamu.",
            "House help for a pastor's home, must be a Christian.",
        ),
        (
            "sexualised_work",
            "Restaurant hostess, Dubai: you greet guests and take bookings.",
            "Restaurant hostess, Dubai, pretty, drinks with guests at night.",
        ),
        (
            "no_physical_address",
            "The interview venue will be communicated to shortlisted candidates after 5 December.",
            "The interview venue is shared after you pay registration.",
        ),
        ("no_physical_address", "Hatuna ofisi nyingine nje ya Nairobi.", "Hatuna ofisi yoyote, kazi zote ni kwa simu."),
        ("messaging_only_contact", "Piga simu, njoo dukani ama inbox tu.", "Usipige simu, inbox tu."),
        (
            "foreign_phone_recruiter",
            "Workers in distress may ring the Kenyan embassy on +966 50 000 0000.",
            "Call our embassy contact on +966 50 000 0000.",
        ),
        (
            "lookalike_or_new_domain",
            "Apply at www.publicservice.go.ke today.",
            "Apply at publicservice-kenya-online.example today.",
        ),
        (
            "employer_unnamed",
            "You will visit our clients in Westlands and take their orders.",
            "Our clients in Westlands need ten guards.",
        ),
        (
            "phone_restriction_hint",
            "Phones are not allowed at the till; lockers are provided.",
            "Phones are not allowed in the house of madam.",
        ),
    ],
)
def test_what_lawful_adverts_say_in_the_words_of_a_rule_is_told_from_what_states_it(
    rule_id: str, spared: str, stated: str
) -> None:
    one, other = of(rule_id, spared), of(rule_id, stated)
    assert one is None or not one.counts
    assert other is not None
    assert other.counts
