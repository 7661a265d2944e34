"""The data model on one screen: every table, in the order an advert meets them.

Each table has one owning package that may write it (`OWNERS`, enforced by tests/architecture/test_table_owners.py).
"""

from registry.records.account import Account, CaseLook, SignIn
from registry.records.advert import Advert, Sighting
from registry.records.agency import (
    Agency,
    AgencyContact,
    AgencyName,
    HeldRow,
    JobOrder,
    Licence,
    Notice,
    RegisterEvent,
    RegisterImport,
    RegisterRemark,
)
from registry.records.alert import Alert, AlertAdvert, EvidencePack, RaiseMark, TriageDecision
from registry.records.assessment import Assessment, Finding
from registry.records.audit import AuditEntry
from registry.records.crawl import Crawl, PageState
from registry.records.digest import OutboxMessage, Subscriber
from registry.records.evidence import Archive, ForgottenPage
from registry.records.model_version import ModelVersion
from registry.records.operations import JobRun, Setting
from registry.records.recruiter import (
    Campaign,
    CampaignAdvert,
    CampaignKey,
    CampaignName,
    FormerRecruiter,
    IdentityJudgement,
    Recruiter,
    RecruiterKey,
)

REGISTRY_OWNS = (
    RegisterImport,
    HeldRow,
    Agency,
    AgencyName,
    AgencyContact,
    Licence,
    Notice,
    JobOrder,
    RegisterEvent,
    RegisterRemark,
    Crawl,
    PageState,
    Archive,
    ForgottenPage,
    Advert,
    Sighting,
    Recruiter,
    RecruiterKey,
    IdentityJudgement,
    Campaign,
    CampaignAdvert,
    CampaignKey,
    CampaignName,
    FormerRecruiter,
    AuditEntry,
)
RISK_MODEL_OWNS = (Assessment, Finding, ModelVersion)
ALERTS_OWNS = (
    Alert,
    AlertAdvert,
    RaiseMark,
    TriageDecision,
    EvidencePack,
    Subscriber,
    OutboxMessage,
    JobRun,
    Setting,
)
DASHBOARD_OWNS = (Account, SignIn, CaseLook)

OWNERS = {
    "registry": REGISTRY_OWNS,
    "risk_model": RISK_MODEL_OWNS,
    "alerts": ALERTS_OWNS,
    "dashboard": DASHBOARD_OWNS,
}

__all__ = [
    "ALERTS_OWNS",
    "DASHBOARD_OWNS",
    "OWNERS",
    "REGISTRY_OWNS",
    "RISK_MODEL_OWNS",
    "Account",
    "Advert",
    "Agency",
    "AgencyContact",
    "AgencyName",
    "Alert",
    "AlertAdvert",
    "Archive",
    "Assessment",
    "AuditEntry",
    "Campaign",
    "CampaignAdvert",
    "CampaignKey",
    "CampaignName",
    "CaseLook",
    "Crawl",
    "EvidencePack",
    "Finding",
    "ForgottenPage",
    "FormerRecruiter",
    "HeldRow",
    "IdentityJudgement",
    "JobOrder",
    "JobRun",
    "Licence",
    "ModelVersion",
    "Notice",
    "OutboxMessage",
    "PageState",
    "RaiseMark",
    "Recruiter",
    "RecruiterKey",
    "RegisterEvent",
    "RegisterImport",
    "RegisterRemark",
    "Setting",
    "Sighting",
    "SignIn",
    "Subscriber",
    "TriageDecision",
]
