"""The few pages outside Streamlit, as plain HTML without scripts: signing in, unsubscribing, and short messages."""

from markupsafe import Markup

_STYLE = Markup("""
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f5f4;color:#17211f;
font:16px/1.5 "Source Sans 3","Source Sans Pro","Noto Sans",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:min(26rem,calc(100vw - 2rem));background:#fff;border:1px solid #d5dcda;border-radius:10px;padding:2rem;
margin:1rem}
h1{font-size:1.35rem;margin:0 0 .25rem}.brand{display:flex;align-items:center;gap:.6rem;font-weight:700;
letter-spacing:.02em;color:#0b4f4a;margin-bottom:1.5rem}
p{margin:.25rem 0 1rem;color:#40504d}label{display:block;font-weight:600;margin:1rem 0 .3rem}
input{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #8a9a96;border-radius:6px;background:#fff;
color:inherit}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #7cc4bb;outline-offset:1px}
button{width:100%;margin-top:1.5rem;font:inherit;font-weight:600;padding:.65rem;border:0;border-radius:6px;
background:#0b5d57;color:#fff;cursor:pointer}button:hover{background:#08443f}
.refusal{border-left:4px solid #a3231c;background:#fdf1f0;color:#6d1813;padding:.6rem .8rem;border-radius:0 6px 6px 0}
.demo{background:#fff6dc;border:1px solid #d9b64a;color:#5b4300;padding:.5rem .8rem;border-radius:6px;font-size:.92rem;
margin-bottom:1.25rem}a{color:#0b5d57}
""")

_PAGE = Markup("""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="icon" href="/favicon.png">
<title>{title} – Wakala</title><style>{style}</style></head><body><main>
<div class="brand"><img src="/favicon.png" width="32" height="32" alt=""><span>Wakala</span></div>
{body}</main></body></html>""")

_DEMO = Markup('<p class="demo">Fictional demo country: every name, number and site is invented.</p>')
_REFUSAL = Markup('<p class="refusal" role="alert">{}</p>')

_LOGIN = Markup("""{demo}<h1>Sign in</h1><p>Employment agency compliance monitor</p>{refusal}
<form method="post" action="/login"><input type="hidden" name="next" value="{next}">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" required {focus_email}
value="{email}" maxlength="254">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required {focus_password}
maxlength="200"><button type="submit">Sign in</button></form>""")

_ASK = Markup("""<h1>Stop the weekly mail?</h1><p>The digest will no longer be sent to this subscription.</p>
<form method="post"><button type="submit">Stop the mail</button></form>""")

_MESSAGE = Markup("<h1>{title}</h1><p>{text}</p>{link}")
_BACK = Markup('<p><a href="/">Go to Wakala</a></p>')


def login_page(*, demo: bool, refusal: str = "", email: str = "", next_: str = "/") -> str:
    """The sign-in form, with one sentence when the last try was refused."""
    body = _LOGIN.format(
        demo=_DEMO if demo else "",
        refusal=_REFUSAL.format(refusal) if refusal else "",
        email=email,
        next=next_,
        focus_email="" if email else "autofocus",
        focus_password="autofocus" if email else "",
    )
    return _page("Sign in", body)


def unsubscribe_page() -> str:
    """The question before a subscription ends: mail scanners follow links, so a link alone ends nothing."""
    return _page("Weekly mail", _ASK)


def message_page(title: str, text: str, *, link: bool = False) -> str:
    """A page that says one thing."""
    return _page(title, _MESSAGE.format(title=title, text=text, link=_BACK if link else ""))


def _page(title: str, body: Markup) -> str:
    return str(_PAGE.format(title=title, style=_STYLE, body=body))
