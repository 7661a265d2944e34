"""Streamlit's options and theme, in code, so that the dashboard looks and behaves the same from any working folder.

`.streamlit/config.toml` says the same to whoever starts `streamlit run` in a checkout; a test compares the two.
"""

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
    '<rect width="32" height="32" rx="8" fill="#0b4f4a"/>'
    '<path d="M6 9l4.6 14L16 12l5.4 11L26 9" fill="none" stroke="#fff" stroke-width="2.6" stroke-linejoin="round" '
    'stroke-linecap="round"/></svg>'
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 32" width="132" height="32">'
    f"{ICON[ICON.index('<rect') : ICON.rindex('</svg>')]}"
    '<text x="42" y="22.5" font-family="system-ui, sans-serif" font-size="20" '
    'font-weight="700" fill="#0b4f4a">Wakala</text></svg>'
)

# Where the browser finds what the keyboard does (`wakala.js`).
KEYS = "/wakala.js"

OPTIONS: dict[str, str | int | bool] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "runner.magicEnabled": False,
    "server.address": "127.0.0.1",
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 10,
    "server.showEmailPrompt": False,
    "theme.base": "light",
    "theme.primaryColor": "#0b5d57",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f5f4",
    "theme.textColor": "#17211f",
    "theme.linkColor": "#0b5d57",
    "theme.borderColor": "#d5dcda",
    "theme.baseRadius": "6px",
    "theme.baseFontSize": 15,
    "theme.showWidgetBorder": True,
    "theme.showSidebarBorder": True,
    "theme.sidebar.backgroundColor": "#f3f5f4",
}
