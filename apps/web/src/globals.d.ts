/** True in development and tests: the component gallery is left out of what is shipped. */
declare const __GALLERY__: boolean;

/** The schema library's settings, read when its chunk loads. */
declare var __zod_globalConfig: { jitless: boolean } | undefined;
