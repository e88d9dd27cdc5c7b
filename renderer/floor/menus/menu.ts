/** What a menu is: commands by their ids, in groups. */

export interface MenuItem {
  readonly command: string;
  /** For items that are one of several, or on and off. */
  readonly mark?: "radio" | "check";
}

export interface Menu {
  readonly title: string;
  /** Groups are parted by a line. */
  readonly groups: readonly (readonly MenuItem[])[];
}
