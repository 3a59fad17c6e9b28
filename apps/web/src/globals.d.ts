/** True in development and tests: the component gallery is left out of what is shipped. */
declare const __GALLERY__: boolean;
