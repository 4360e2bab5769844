"""Prepares pictures as the pipelines do that models are trained with, for comparison.

    python pillow_crops.py SHORTER_SIDE CROP FILE...  >  the crops' RGB bytes, one after another

RGB (transparency on white), shorter side by bilinear with antialiasing, centre crop: torchvision's Resize and CenterCrop on Pillow pictures.
"""
import sys
from PIL import Image, ImageOps

side, crop = int(sys.argv[1]), int(sys.argv[2])
for file in sys.argv[3:]:
    image = ImageOps.exif_transpose(Image.open(file))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    width, height = image.size
    size = (side, int(side * height / width)) if width <= height else (int(side * width / height), side)
    image = image.resize(size, Image.Resampling.BILINEAR)
    left, top = round((size[0] - crop) / 2), round((size[1] - crop) / 2)
    sys.stdout.buffer.write(image.crop((left, top, left + crop, top + crop)).tobytes())
