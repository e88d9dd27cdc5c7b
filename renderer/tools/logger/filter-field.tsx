/** Where one says what of a log is wanted. */
interface FilterFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

export function FilterField({ label, placeholder, value, change }: FilterFieldProps) {
  return (
    <input
      type="search"
      className="text-input"
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
}
