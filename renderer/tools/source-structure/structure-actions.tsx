/** How the structure is shown: how deep, in which order, which kinds. Kept for all windows. */
import { t } from "../../../preload/texts/texts";
import { type SymbolKind, symbolKinds } from "../../code/definitions";
import { ALL_DEPTHS } from "../../code/outline-view";
import { changeSettings, settings, userSettings } from "../../floor/app";
import { unawaited } from "../../floor/failures";
import { MenuButton } from "../../floor/menus/menu-button";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";

type View = ReturnType<typeof settings.get>["outline"];

function change(some: Partial<View>): void {
  const outline = { ...settings.get().outline, ...some };
  // What is drawn does not wait for main.
  userSettings.set((now) => ({ ...now, outline }));
  unawaited("keeping how the structure is shown", changeSettings({ outline }));
}

const titles: Readonly<Record<SymbolKind, string>> = {
  cell: t("Cells"),
  heading: t("Headings"),
  environment: t("Environments"),
  module: t("Modules"),
  class: t("Classes"),
  function: t("Functions"),
  method: t("Methods"),
  element: t("Elements"),
  variable: t("Variables"),
  property: t("Keys and properties"),
};

function groups(): readonly PopupGroup[] {
  const { sort, hidden } = settings.get().outline;
  return [
    {
      label: t("Order"),
      items: [
        { label: t("By place"), chosen: sort === "place", run: () => change({ sort: "place" }) },
        { label: t("By name"), chosen: sort === "name", run: () => change({ sort: "name" }) },
      ],
    },
    {
      label: t("Kinds"),
      items: symbolKinds.map((kind) => ({
        label: titles[kind],
        checked: !hidden.includes(kind),
        run: () =>
          change({
            hidden: hidden.includes(kind) ? hidden.filter((each) => each !== kind) : [...hidden, kind],
          }),
      })),
    },
  ];
}

export function StructureActions() {
  const { depth } = useStore(settings).outline;
  const said = depth >= ALL_DEPTHS ? t("All levels") : t("{count} levels", { count: depth });
  return (
    <>
      <input
        type="range"
        className="structure-depth"
        min={1}
        max={ALL_DEPTHS}
        value={depth}
        aria-label={t("Depth")}
        aria-valuetext={said}
        title={said}
        onChange={(event) => change({ depth: Number(event.target.value) })}
      />
      <MenuButton name={t("What is shown of the structure")} icon="more" groups={groups} />
    </>
  );
}
