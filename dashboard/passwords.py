"""Passwords alone: hashing with argon2, what a new one must be, and a random one that can be read aloud."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from registry.errors import InvalidInput

SHORTEST = 12
LONGEST = 200
# No letters or digits that look alike, because these are read aloud and copied by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    """A hash that no password opens, so that an unknown address costs as much time as a known one."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """The argon2id hash to store."""
    return _hasher().hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether `password` is the one behind `stored`."""
    try:
        return _hasher().verify(stored, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether `stored` was made with weaker settings than today's."""
    return _hasher().check_needs_rehash(stored)


def check_new(password: str, *, email: str) -> None:
    """InvalidInput with one sentence when `password` is too short, too long, or too easy to guess."""
    if len(password) < SHORTEST:
        raise InvalidInput(f"The password has {len(password)} characters; use at least {SHORTEST}.")
    if len(password) > LONGEST:
        raise InvalidInput(f"The password is longer than {LONGEST} characters; use a shorter one.")
    if password.strip().lower() == email or len(set(password)) < 4:
        raise InvalidInput("The password is too easy to guess; use several unrelated words.")


def a_password() -> str:
    """A new random password: five groups of four characters."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(5))
