"""Who is who: names, contacts, the match to the register, the recruiter behind adverts, and campaigns.

Open `matching.py` first, then `contacts.py`, `recruiters.py` and `campaigns.py`. The rooms behind them: `name_finding`
and `name_comparing` (matching), `contact_reading` (contacts), `recruiter_groups` (recruiters) and `campaign_texts`
(campaigns). The words they know are the `.yml` files here. What is noticed about all of them: `registry/noticing`.
"""
