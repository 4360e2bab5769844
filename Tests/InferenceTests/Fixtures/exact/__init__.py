"""Pictures without two pixels alike, of an odd size, each with all that must be seen in it.

    python -m exact             # from the folder above

writes a folder each format and `expected.json`. Needs Pillow, numpy, tifffile, imagecodecs, and the commands `cjpeg`,
`heif-enc` and `avifenc`. What must be seen is the scene that was encoded, never what a decoder made of it; colour profiles
are applied by LittleCMS.
"""
