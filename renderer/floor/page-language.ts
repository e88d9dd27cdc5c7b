/**
 * The window's language: main writes it into <html lang> of the page that it serves. The first import of the window's
 * program, so that it is set before any other module makes texts.
 */
import { setLanguage } from "../../preload/texts/language";

setLanguage(document.documentElement.lang);
