"""Scrapy's settings (Wakala's own are `registry/settings.py`): polite, identified, bounded and closed."""

from registry.settings import load_settings

_ours = load_settings()

BOT_NAME = "wakala"
SPIDER_LOADER_CLASS = "spiders.source_loader.SourceLoader"
SPIDER_MODULES: list[str] = []

# Identified, and obedient.
USER_AGENT = f"Wakala/0.1 (employment agency compliance monitor; {_ours.user_agent_contact})"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Wakala"

# Polite: each source file sets its own pace on top of these.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
RETRY_TIMES = 2

# Bounded: bytes a page (also after decompression), seconds a page, redirects, depth, hours a run.
DOWNLOAD_MAXSIZE = 5_000_000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 10
DEPTH_LIMIT = 2_000
URLLENGTH_LIMIT = 2_000
CLOSESPIDER_TIMEOUT = 6 * 3600
DNS_TIMEOUT = 15

# Scrapy would start a hundred tasks for the one advert that a page yields; two are 1.4 times as fast.
CONCURRENT_ITEMS = 2

# Closed: both consoles run whatever code is sent to them.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# This check reads our own code at the first page, and the parser of Python 3.11 may fail in it ("AST constructor
# recursion depth mismatch"): a crawl was lost to it. The type checker says the same before anything runs.
WARN_ON_GENERATOR_RETURN_VALUE = False
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPCACHE_ENABLED = False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "spiders.fetching.safe_fetching.GuardedResolver"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.fetching.safe_fetching.AddressGuard": 20,
    "spiders.fetching.safe_fetching.StrictRobots": 100,
    "spiders.fetching.safe_fetching.PlainMetaRefresh": 580,
    "spiders.fetching.safe_fetching.KnownCharset": 585,  # after unpacking (590), before anything looks inside
    "spiders.fetching.safe_fetching.PlainRedirect": 600,
}
ITEM_PIPELINES = {"spiders.pipelines.RegistryPipeline": 100}

EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,
    "spiders.advert_feed.AdvertFeed": 0,
    "spiders.fetching.progress.ProgressLines": 500,
}

LOG_LEVEL = "WARNING"
LOG_FORMATTER = "spiders.fetching.quiet_log.QuietLog"
STATS_DUMP = False
LOG_VERSIONS: list[str] = []
