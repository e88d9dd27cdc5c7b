/** A text of the catalogue with elements in its places: words in bold, a link, a key. */
import { Fragment, type ReactNode } from "react";
import { type Names, pieces, type Text as TextKey } from "../../preload/texts/texts";

interface TextProps<T extends TextKey> {
  readonly of: T;
  readonly values: Readonly<Record<Names<T>, ReactNode>>;
}

export function Text<T extends TextKey>({ of, values }: TextProps<T>): ReactNode {
  const given: Readonly<Record<string, ReactNode>> = values;
  return pieces(of, given.count).map((piece, index) => (
    <Fragment key={index}>{index % 2 === 0 ? piece : given[piece]}</Fragment>
  ));
}
