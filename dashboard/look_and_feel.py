"""Streamlit's options and theme, in code, so that the dashboard looks and behaves the same from any working folder.

`.streamlit/config.toml` says the same to whoever starts `streamlit run` in a checkout; a test compares the two.
"""

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
