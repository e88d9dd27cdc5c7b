"""What printed text looks like at its end: a screen without a height, written from the standards and not from ours."""

import re

# One control sequence, string sequence, short escape, or a run of anything else.
TOKENS = re.compile(
    r"\x1b\[(?P<params>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?"
    r"|\x1b[ -/]*[0-~]?"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)


class Terminal:
    def __init__(self):
        self.rows, self.row, self.column = [[]], 0, 0

    def write(self, text):
        for token in TOKENS.finditer(text):
            if token["text"] is not None:
                self.put(token["text"])
            elif token["control"] is not None:
                self.control(token["control"])
            elif token["final"] is not None:
                self.move(token["final"], token["params"])

    def text(self):
        return "\n".join("".join(row) for row in self.rows)

    def put(self, text):
        row = self.rows[self.row]
        row.extend(" " * (self.column - len(row)))
        row[self.column : self.column + len(text)] = text
        self.column += len(text)

    def control(self, char):
        if char == "\n":
            self.row += 1
            self.column = 0
            if self.row == len(self.rows):
                self.rows.append([])
        elif char == "\r":
            self.column = 0
        elif char == "\b":
            self.column = max(0, self.column - 1)
        elif char == "\t":
            self.put("\t")

    def move(self, final, params):
        first = int(params) if params.isdigit() else 0
        if final == "A":
            self.row = max(0, self.row - max(1, first))
        elif final == "B":
            self.row = min(len(self.rows) - 1, self.row + max(1, first))
        elif final == "C":
            self.column += max(1, first)
        elif final == "D":
            self.column = max(0, self.column - max(1, first))
        elif final == "G":
            self.column = max(0, first - 1)
        elif final == "K":
            row = self.rows[self.row]
            if first == 0:
                del row[self.column :]
            elif first == 1:
                row[: self.column + 1] = " " * min(len(row), self.column + 1)
            else:
                row.clear()
        elif final == "J" and first == 2:
            self.rows, self.row, self.column = [[]], 0, 0
