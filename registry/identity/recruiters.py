"""The door to recruiters: who is behind each advert, and what people say about it."""

from registry.identity.judgements import judge_identity, withdraw_judgement
from registry.identity.recruiter_groups.resolution import resolve_recruiter, resolve_recruiters

__all__ = ["judge_identity", "resolve_recruiter", "resolve_recruiters", "withdraw_judgement"]
