"""Parts of screens that more than one view shows. Open `reasons` (why) or `advert_panel` (what was said) first."""
