"""Z codes that say next to nothing (ICD-10-CM Official Guidelines, I.C.21.c.14)."""

#: Hardly justified on a stay; elsewhere only where nothing more is documented.
NONSPECIFIC = ("Z02.9", "Z04.9", "Z13.9", "Z41.9", "Z52.9", "Z86.59", "Z88.9", "Z92.0")
