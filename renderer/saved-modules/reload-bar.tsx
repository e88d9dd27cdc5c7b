/** Says over a shell's output that its kernel has modules from files that were saved since. */
import type { ComponentType } from "react";
import { t } from "../../preload/texts/texts";
import { Bar, BarButton } from "../floor/bar";
import { unawaited } from "../floor/failures";
import { baseName } from "../floor/paths";
import { useStore } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import type { StaleFile, StaleModules } from "./stale-modules";

function sentenceFor(files: readonly StaleFile[]): string {
  const names = files.map(({ file }) => baseName(file)).join(", ");
  if (files.some(({ sure }) => !sure))
    return t("{files}: saved while this kernel worked. It may have loaded what was there before.", {
      files: names,
    });
  return files.length === 1
    ? t("{file} was saved since this kernel imported it.", { file: names })
    : t("Saved since this kernel imported them: {files}", { files: names });
}

/** The bar, drawn from what is known of each shell. */
export function makeReloadBar(
  of: (shell: ShellModel) => StaleModules,
): ComponentType<{ readonly shell: ShellModel }> {
  return function ReloadBar({ shell }) {
    const modules = of(shell);
    const files = useStore(modules.files);
    if (files.length === 0) return null;
    const act = (doing: () => unknown) => () => {
      doing();
      shell.focus();
    };
    return (
      <Bar
        actions={
          <>
            <BarButton run={act(() => unawaited("loading modules anew", modules.reload()))}>
              {t("Reload")}
            </BarButton>
            <BarButton run={act(() => modules.dismiss())}>{t("Not now")}</BarButton>
          </>
        }
      >
        {sentenceFor(files)}
      </Bar>
    );
  };
}
