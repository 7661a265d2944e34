"""The last resort: one small module for a site that no source file can describe. Empty is good."""
