/**
 * Beside text/plain in what our own kernels show: the same text with ANSI colours. Other clients show the plain text,
 * and notebooks keep it.
 */
export const COLOURED_TEXT = "application/vnd.tandem.coloured-text";
