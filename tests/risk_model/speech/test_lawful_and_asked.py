"""What lawful adverts say in the words of a demand is spared, and a demand in much the same words is not."""

from datetime import date

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_many
from risk_model.words.advert_text import AdvertText

KE = load_rulebook("ke")
ON = date(2026, 11, 18)
LAWFUL = [
    ("impersonates_employer_or_gov", "The canteen at Kenya Power is hiring a cook; write to canteen.cook@gmail.com."),
    ("impersonates_employer_or_gov", "Our kitchen behind Kenya Power is hiring two cooks, WhatsApp only."),
    ("impersonates_employer_or_gov", "A mother who is looking for a nanny: WhatsApp to 0700 000 011."),
    ("fee_registration", "The secretary registers pupils; a registration fee of 1,000 is paid by the parents."),
    ("fee_registration", "Hatuitishi ada ya usajili wala pesa ya fomu."),
    ("fee_registration", "Agent akikuitisha doo ya registration, huyo ni mkora."),
    ("fee_registration", "Wanachama wapya hulipa ada ya kujiunga 1,000; karani wa sacco atatoa risiti."),
    (
        "mpesa_personal_number",
        "Fraud notice: a man asks job seekers to send 1,500 to 0733 000 066 in our name. It is not us.",
    ),
    ("pay_crypto_or_giftcard", "Anyone who asks you to pay a fee in bitcoin or gift cards is a fraudster."),
    (
        "staged_payment_escalation",
        "Conmen first ask for 1,500, then for 8,000 for a medical, then for 40,000; report them.",
    ),
    ("mpesa_till_or_paybill", "Applicants pay nothing; paybill 400000 is for our customers' parcels."),
    (
        "fee_refundable_promise",
        "Anyone who tells you that the deposit is refundable is a fraudster; we take no deposit.",
    ),
    ("staged_payment_escalation", "The contractor pays the plumber 10,000 first and then 15,000 when the pipes hold."),
    ("contract_foreign_language_only", "Mkataba wa Kiarabu pekee usiusaini; omba nakala ya Kiswahili au Kiingereza."),
    ("lookalike_or_new_domain", "A law firm needs a receptionist, write to jobs@immigration-lawyers-kenya.com."),
    ("lookalike_or_new_domain", "Sacco teller wanted in Nakuru, write to jobs@kenya-police-sacco.co.ke."),
    ("lookalike_or_new_domain", "A cyber cafe seeks an attendant, see www.huduma-kenya-cyber.co.ke."),
    ("domestic_gulf_kafala", "Househelp in Nairobi for a trader who sells tea to Saudi Arabia."),
    ("fee_registration", "No cleaner here is charged a registration fee of 2,000."),
]
ASKED = [
    ("fee_registration", "Nobody may refuse the registration fee of 2,000."),
    ("fee_registration", "Do not refuse to pay the registration fee of 2,000, everybody pays it."),
    ("fee_registration", "Those who do not pay the registration fee of 2,000 will not be interviewed."),
    ("fee_registration", "Hakuna mtu anayekataa kulipa ada ya usajili elfu mbili."),
    ("fee_registration", "Hatuna ada nyingine ila ya usajili elfu moja."),
    ("fee_registration", "Wanachama wapya wa group yetu ya kazi ya Dubai walipe ada ya usajili 1,000 kwa wakala."),
    ("fee_processing_visa", "No part of the process starts before the visa fee of 30,000 is paid."),
    ("fee_processing_visa", "Hakuna mfanyakazi anayesafiri bila kulipa ada ya viza elfu thelathini."),
    ("mpesa_personal_number", "You will never be asked to send money to any other line: pay to 0700 000 011."),
    (
        "mpesa_personal_number",
        "Customers pay to 0722 000 033 and applicants send 1,000 for the form to the same number.",
    ),
    ("mpesa_personal_number", "We pay good wages, send the form fee of 1,000 to 0700 000 011."),
    ("mpesa_till_or_paybill", "Customers of the agency pay to till 123456 before the visa is applied for."),
    ("staged_payment_escalation", "Tutakulipa vizuri, lipa kwanza elfu mbili, halafu elfu kumi ukipata barua."),
    ("passport_processing_offered", "No passport? Do not apply yourself, we process it for you in a week."),
    ("passport_processing_offered", "Usipange foleni uhamiaji, sisi tunashughulikia pasipoti yako."),
    ("no_contract_or_sign_on_arrival", "Mkataba usiusaini hapa, utasaini ukifika Doha."),
    ("no_contract_or_sign_on_arrival", "Do not worry, you travel without a contract and sign there."),
    ("no_contract_or_sign_on_arrival", "Utasafiri bila mkataba wowote, mwajiri ni mtu mzuri."),
    ("loan_offered_for_fees", "Huna haja ya kukopa benki, sisi tunakukopesha pesa ya tiketi."),
    ("false_documents_offered", "Usilete vyeti, tunatengeneza vyeti bandia hapa ofisini."),
    ("licence_number_absent", "Hatuna nafasi za kazi Saudia leo, lakini nafasi za kazi Qatar ziko."),
    ("licence_number_absent", "Recruiting cleaners for the embassy staff in Riyadh, call us in Nairobi."),
    ("impersonates_employer_or_gov", "Kenya Power is hiring meter readers. Apply to kplc.meters@gmail.com this week."),
    ("fee_processing_visa", "Visa fee of 25,000 is paid to immigration by M-Pesa 0700 000 011."),
    ("fee_processing_visa", "Viza 20,000 utalipa kwa ubalozi, tuma kwa 0700 000 011."),
    ("fee_processing_visa", "Visa fee KSh 35,000 payable to immigration, bring cash to Room 4 before Friday."),
    ("mpesa_personal_number", "Wazazi walipe 5,000 kwa 0700 000 011 kwa nafasi ya binti kwenda Dubai."),
    ("mpesa_personal_number", "Passengers pay 15,000 to 0700 000 011 before the flight to work in Poland."),
    ("mpesa_personal_number", "Parents pay 5,000 to 0700 000 011 to book the position for their daughters in Dubai."),
    ("fee_processing_visa", "No part of your visa fee 50,000 will be returned if you fail."),
    ("fee_registration", "No part of the registration fee of 2,000 is refundable, pay it before the interview."),
    ("fee_registration", "Hatuna nafasi za bure, lipa 2,000 ya usajili."),
    ("fee_registration", "Hatuna foleni, tuma 2,000 ya fomu."),
    ("fee_registration", "Hakuna mtu anafanya kazi bila kulipa ada ya usajili 2,000."),
    ("fee_registration", "We do not facilitate anybody for free, registration is 2,000."),
    ("fee_processing_visa", "We never obtain visas for free: visa fee 45,000."),
    ("fee_registration", "No cleaner here is taken for nothing: each pays registration fee of 2,000."),
    ("fee_processing_visa", "No nanny is kept waiting, pay visa fee 20,000 and fly."),
    ("fee_registration", "Wafanyakazi hawatalipa viza, watalipa usajili 2,000."),
    ("fee_registration", "Usijibu simu za wengine, lipa 2,000 ya usajili kwetu leo."),
    ("false_documents_offered", "Usitumie vyeti feki vya wengine, vyeti bandia vilivyo bora vinapatikana hapa."),
    (
        "loan_offered_for_fees",
        "Nobody needs to take a loan elsewhere, we lend you the fees and deduct from your salary.",
    ),
    ("domestic_gulf_kafala", "We export housemaids to Saudi Arabia."),
    ("domestic_gulf_kafala", "Family that moved back from Saudi needs a maid in Riyadh."),
    ("free_email_domain", "Our email is recruit.kenya@gmail.com, the other website is fake."),
    ("religion_tribe_filter", "Maids: any tribe, must be Muslim ladies only."),
    ("no_experience_high_pay", "Do not hesitate to apply even without experience, salary 200,000."),
    ("age_narrow_young", "Teacher for young women in Dubai, girls aged 18 to 21 only."),
    ("targets_vulnerable", "Center for single mothers: widows and single mothers preferred, jobs in Saudi."),
    ("women_only_age_appearance", "Not chosen for looks but must be pretty and send full body photo."),
    (
        "staged_payment_escalation",
        "The contractor pays the mason, but pay 2,000 now, 3,000 after medical and 5,000 after visa.",
    ),
]


def counting(cases: list[tuple[str, str]]) -> list[bool]:
    """Whether each case's rule counts in its text, all read in one pass."""
    observed = find_many([AdvertText(text, on=ON) for _, text in cases], rulebook=KE)
    return [
        any(one.rule_id == rule_id and one.counts for one in every)
        for (rule_id, _), every in zip(cases, observed, strict=True)
    ]


@pytest.mark.parametrize(("cases", "counts"), [(LAWFUL, False), (ASKED, True)], ids=["lawful", "asked"])
def test_words_of_a_demand_are_one_only_where_something_is_asked(cases: list[tuple[str, str]], counts: bool) -> None:
    assert [text for (_, text), found in zip(cases, counting(cases), strict=True) if found is not counts] == []
