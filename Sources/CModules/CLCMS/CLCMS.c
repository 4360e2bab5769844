#include "CLCMS.h"

#include <lcms2.h>

// The library prints nothing by itself, but a plug-in's handler must not be called from our threads either.
static void drop_error(cmsContext context, cmsUInt32Number code, const char *text) {
    (void)context, (void)code, (void)text;
}

CLCMSTransform *clcms_to_srgb(const void *profile, size_t length) {
    cmsSetLogErrorHandler(drop_error);
    cmsHPROFILE source = cmsOpenProfileFromMem(profile, (cmsUInt32Number)length);
    if (source == NULL) {
        return NULL;
    }
    cmsHTRANSFORM transform = NULL;
    cmsHPROFILE target = cmsCreate_sRGBProfile();
    if (target != NULL && cmsGetColorSpace(source) == cmsSigRgbData) {
        // Without the cache of the last pixel a transform is read only, and so safe on several threads.
        transform = cmsCreateTransform(source, TYPE_RGB_8, target, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
    }
    if (target != NULL) {
        cmsCloseProfile(target);
    }
    cmsCloseProfile(source);
    return (CLCMSTransform *)transform;
}

void clcms_free(CLCMSTransform *transform) { cmsDeleteTransform((cmsHTRANSFORM)transform); }

void clcms_convert(const CLCMSTransform *transform, uint8_t *pixels, size_t count) {
    cmsDoTransform((cmsHTRANSFORM)transform, pixels, pixels, (cmsUInt32Number)count);
}
