/** What the page has of one configuration: as it is typed, what is wrong with it, and its way to main. */

import * as v from "valibot";
import {
  type ConfigurationDoubt,
  type ConfigurationField,
  configurationField,
  type ShellConfiguration,
  shellConfiguration,
} from "../../preload/contract/configurations";
import type { KernelEntry } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";

/** A sentence for each field that cannot be saved as it stands; undefined where all can. */
export type FieldErrors = Readonly<Partial<Record<ConfigurationField, string>>>;

/** What is wrong with a configuration as it is typed. @param others all that there are */
export function errorsOf(draft: ShellConfiguration, others: readonly ShellConfiguration[]): FieldErrors {
  const errors: Partial<Record<ConfigurationField, string>> = {};
  const parsed = v.safeParse(shellConfiguration, draft);
  for (const issue of parsed.issues ?? []) {
    const field = v.safeParse(configurationField, issue.path?.[0]?.key);
    if (field.success) errors[field.output] ??= issue.message;
  }
  const same = others.find(({ id, name }) => id !== draft.id && name === draft.name.trim());
  if (same) errors.name ??= t("Another configuration has this name.");
  const names = draft.environment.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) errors.environment ??= t("{name} stands here twice.", { name: twice });
  return errors;
}

/** A new configuration on a kernel. @param others all that there are */
export function newConfiguration(
  kernel: KernelEntry | undefined,
  others: readonly ShellConfiguration[],
): ShellConfiguration {
  return v.parse(shellConfiguration, {
    id: crypto.randomUUID(),
    name: freeName(kernel?.displayName.slice(0, 80) ?? t("New configuration"), others),
    kernel: kernel
      ? { kind: "listed", kernelId: kernel.id, label: kernel.displayName }
      : { kind: "path", path: "" },
  });
}

export function duplicateOf(
  configuration: ShellConfiguration,
  others: readonly ShellConfiguration[],
): ShellConfiguration {
  const name = freeName(t("{name} copy", { name: configuration.name.slice(0, 80) }), others);
  return { ...configuration, id: crypto.randomUUID(), name };
}

function freeName(wanted: string, others: readonly ShellConfiguration[]): string {
  const taken = new Set(others.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  return name;
}

/** The doubts about one field, as one text. */
export function doubtsAbout(doubts: readonly ConfigurationDoubt[], field: ConfigurationField): string {
  return doubts
    .filter((doubt) => doubt.field === field)
    .map(({ sentence }) => sentence)
    .join(" ");
}
