# Tables of R as data viewers ask for them (preload/contract/data.ts): data frames, matrices and arrays, vectors, lists. Runs
# in the environment of variables.R, whose `bare`, `clean` and `short` it uses; methods of classes are not called here either.

page_cells <- 6400L
cell_room <- 200L
moment <- 0.5
searched_at_once <- 20000L
looked_at <- c(number = 500000L, other = 50000L)
viewers <- new.env(parent = emptyenv())
cannot <- function(why, reason = NULL) stop(structure(class = c("tandem_cannot", "error", "condition"), list(message = why, reason = reason, call = NULL)))

# A column: its values without attributes, and how they are told. `codes` are what it is sorted by where that is not the values.
column_of <- function(value, name, literal) {
  classes <- oldClass(value)
  plain_values <- bare(value)
  known <- function(class) class %in% classes
  type <- if (length(classes)) classes[1L] else typeof(value)
  made <- function(kind, text, codes = plain_values, missing = function(at) is.na(codes[at]))
    list(name = name, literal = literal, type = type, kind = kind, values = codes, text = text, missing = missing)
  # A copy is made only where it must be.
  if (!is.null(attributes(plain_values))) attributes(plain_values) <- NULL
  if (known("factor") && is.integer(plain_values)) {
    levels <- as.character(bare(attr(value, "levels", exact = TRUE)))
    return(made("category", function(at) levels[plain_values[at]]))
  }
  if (known("Date") && is.numeric(plain_values))
    return(made("time", function(at) format.Date(structure(as.double(plain_values[at]), class = "Date"))))
  if (known("POSIXct") && is.numeric(plain_values)) {
    zone <- attr(value, "tzone", exact = TRUE)
    zone <- if (is.character(zone)) zone[1L] else ""
    type <- if (nzchar(zone)) paste("POSIXct", zone) else "POSIXct"
    return(made("time", function(at)
      format.POSIXct(structure(as.double(plain_values[at]), class = c("POSIXct", "POSIXt"), tzone = zone), usetz = FALSE)))
  }
  if (known("integer64") && is.double(plain_values) && isNamespaceLoaded("bit64")) {
    wide <- function(at) structure(plain_values[at], class = "integer64")
    written <- getExportedValue("bit64", "as.double.integer64")
    text <- getExportedValue("bit64", "as.character.integer64")
    return(made("number", function(at) text(wide(at)), written(wide(seq_along(plain_values)))))
  }
  if (is.numeric(plain_values)) return(made("number", function(at) digits_of(plain_values[at])))
  if (is.logical(plain_values)) return(made("boolean", function(at) as.character(plain_values[at])))
  if (is.character(plain_values)) return(made("text", function(at) plain_values[at]))
  if (is.complex(plain_values)) return(made("other", function(at) as.character(plain_values[at])))
  if (is.raw(plain_values)) return(made("other", function(at) as.character(plain_values[at]), as.integer(plain_values)))
  if (is.list(plain_values) && !known("POSIXlt"))
    return(made("other", function(at) vapply(plain_values[at], function(one) cut_at(short(one), 1000L), ""), plain_values,
      function(at) vapply(plain_values[at], is.null, NA)))
  NULL
}

# All digits, whole numbers without an exponent.
digits_of <- function(values) {
  texts <- as.character(values)
  whole <- is.double(values) & is.finite(values) & abs(values) < 1e15 & values == round(values)
  texts[whole] <- sprintf("%.0f", values[whole])
  texts
}

quoted <- function(name) paste0("'", gsub("'", "\\'", gsub("\\", "\\\\", name, fixed = TRUE), fixed = TRUE), "'")

table_of <- function(value, part = NULL) {
  if (is_frame(value)) {
    inner <- bare(value)
    names <- names_of(value)
    rows <- rows_of(value)
    labels <- attr(value, "row.names", exact = TRUE)
    return(list(type = oldClass(value)[1L], rows = rows, columns = length(inner), shape = NULL, slice = NULL,
      labels = if (is.character(labels)) labels,
      column = function(at) {
        found <- .subset2(inner, at)
        if (length(dim(found)) == 2L) found <- apply_rows(found)
        made <- column_of(found, names[at], quoted(names[at]))
        if (is.null(made) || length(made$values) != rows)
          made <- list(name = names[at], literal = NULL, type = type_of(found), kind = "other", values = rep(NA, rows),
            text = function(at) rep("…", length(at)), missing = function(at) rep(FALSE, length(at)))
        made
      }))
  }
  dims <- dims_of(value)
  if (is.integer(dims) && length(dims) > 1L && is.atomic(bare(value))) {
    inner <- bare(value)
    names <- attr(value, "dimnames", exact = TRUE)
    attributes(inner) <- NULL
    shape <- slice <- NULL
    start <- 1
    steps <- cumprod(c(1, dims))
    shown <- c(1L, 2L)
    if (length(dims) > 2L) {
      shape <- dims
      slice <- if (length(part) == length(dims) && sum(is.na(part)) == 2L) as.integer(part) else c(NA, NA, rep(0L, length(dims) - 2L))
      if (any(!is.na(slice) & (slice < 0L | slice >= dims))) cannot("value")
      shown <- which(is.na(slice))
      start <- 1 + sum(ifelse(is.na(slice), 0L, slice) * steps[seq_along(dims)])
    }
    rows <- dims[shown[1L]]
    columns <- dims[shown[2L]]
    label <- function(which) if (is.list(names)) as.character(.subset2(names, shown[which]))
    heads <- label(2L)
    class <- if (is.null(oldClass(value))) "" else oldClass(value)[1L]
    return(list(type = paste(if (length(dims) > 2L) "array" else "matrix", if (nzchar(class)) class else typeof(value)),
      rows = rows, columns = columns, shape = shape, slice = slice, labels = if (length(label(1L))) label(1L),
      column = function(at) {
        places <- start + (at - 1) * steps[shown[2L]] + (seq_len(rows) - 1) * steps[shown[1L]]
        column_of(inner[places], if (length(heads)) heads[at] else as.character(at), if (length(heads)) quoted(heads[at]) else as.character(at))
      }))
  }
  if (is.function(value) || typeof(value) %in% c("environment", "S4", "externalptr", "symbol", "NULL", "language", "expression"))
    cannot("type")
  made <- column_of(value, "value", NULL)
  if (is.null(made)) cannot("type")
  names <- names_of(value)
  list(type = type_of(value), rows = length(made$values), columns = 1L, shape = NULL, slice = NULL,
    labels = if (is.character(names)) names, column = function(at) made)
}

# The rows of a column that is itself a matrix, as lists.
apply_rows <- function(matrix) {
  matrix <- unclass(matrix)
  columns <- dim(matrix)[2L]
  rows <- dim(matrix)[1L]
  attributes(matrix) <- NULL
  lapply(seq_len(rows), function(at) matrix[at + rows * (seq_len(columns) - 1L)])
}

# One line each: what cannot be shown is written out; cut to `room`.
lines_of <- function(texts, room) {
  texts <- enc2utf8(as.character(texts))
  bad <- !validUTF8(texts)
  if (any(bad)) texts[bad] <- iconv(texts[bad], "latin1", "UTF-8")
  long <- nchar(texts, "chars") > room
  long <- long & !is.na(long)
  texts[long] <- paste0(substr(texts[long], 1L, room), "…")
  odd <- grepl(controls, texts, perl = TRUE)
  if (any(odd)) texts[odd] <- vapply(texts[odd], escaped, "", USE.NAMES = FALSE)
  texts
}
controls <- "[\\x01-\\x1f\\x7f]|[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
escaped <- function(text, lines = FALSE) {
  points <- utf8ToInt(text)
  odd <- points < 32L | (points >= 127L & points < 160L) | (points >= 0x200b & points <= 0x200f) |
    (points >= 0x2028 & points <= 0x202e) | (points >= 0x2060 & points <= 0x2069) | points == 0xfeff
  if (lines) odd <- odd & !(points %in% c(9L, 10L))
  signs <- intToUtf8(points, multiple = TRUE)
  signs[odd] <- sprintf("\\x%02x", points[odd])
  signs[odd & points > 255L] <- sprintf("\\u{%x}", points[odd & points > 255L])
  if (!lines) signs[points == 10L] <- "\\n"
  if (!lines) signs[points == 9L] <- "\\t"
  paste0(signs, collapse = "")
}

cells_of <- function(column, at, room) {
  lacks <- column$missing(at)
  texts <- column$text(at)
  texts[is.na(texts)] <- "NA"
  if (is.double(column$values)) texts[lacks & is.nan(column$values[at])] <- "NaN"
  texts[lacks & column$kind == "other" & is.list(column$values)] <- "NULL"
  list(text = lines_of(texts, room), missing = lacks)
}

# Few evenly spread elements, their number and their names: another one when the value is most likely another.
sign_of <- function(value, table) {
  take <- function(count, most) if (count <= most) seq_len(count) else unique(round(seq(1, count, length.out = most)))
  rows <- take(table$rows, 60L)
  seen <- vapply(take(table$columns, 40L), function(at) {
    column <- table$column(at)
    paste(column$name, column$type, paste(cells_of(column, rows, 60L)$text, collapse = "\r"), sep = "\r")
  }, "")
  points <- utf8ToInt(paste(c(table$type, table$rows, table$columns, table$labels[rows], seen), collapse = "\n"))
  places <- seq_along(points)
  paste(table$rows, table$columns, sum(points * (places %% 8191 + 1)) %% 4294967291, sum(points * (places %% 131 + 7)^2) %% 4294967291, sep = ".")
}

rows_in <- function(told) if (is.data.frame(told)) lapply(seq_len(nrow(told)), function(at) as.list(told[at, ])) else told

order_of <- function(table, view) {
  sort <- rows_in(view$sort)
  filters <- rows_in(view$filters)
  if (length(sort) + length(filters) == 0L) return(NULL)
  kept <- seq_len(table$rows)
  for (filter in filters) {
    if (filter$column >= table$columns) cannot("value")
    kept <- kept[passes(table$column(filter$column + 1L), kept, filter$test, filter$value)]
  }
  if (length(sort) == 0L) return(kept)
  keys <- lapply(sort, function(key) {
    if (key$column >= table$columns) cannot("value")
    column <- table$column(key$column + 1L)
    values <- if (is.list(column$values)) column$text(kept) else column$values[kept]
    if (is.complex(values)) column$text(kept) else values
  })
  down <- vapply(sort, function(key) isTRUE(key$descending), NA)
  kept[do.call(order, c(keys, list(na.last = TRUE, decreasing = down, method = "radix")))]
}

passes <- function(column, at, test, value) {
  lacks <- column$missing(at)
  if (test == "missing") return(lacks)
  if (test == "present") return(!lacks)
  if (test %in% c("contains", "lacks", "begins", "ends")) {
    wanted <- tolower(value)
    texts <- tolower(enc2utf8(as.character(column$text(at))))
    texts[is.na(texts)] <- ""
    found <- switch(test, begins = startsWith(texts, wanted), ends = endsWith(texts, wanted), grepl(wanted, texts, fixed = TRUE))
    return(!lacks & (if (test == "lacks") !found else found))
  }
  values <- column$values[at]
  if (column$kind == "number") {
    other <- suppressWarnings(as.numeric(value))
    if (is.na(other)) cannot("value")
  } else if (column$kind == "boolean") other <- tolower(trimws(value)) %in% c("true", "1", "yes")
  else if (column$kind == "time" && column$type == "Date") {
    other <- tryCatch(as.numeric(as.Date.character(trimws(value), optional = TRUE)), error = function(e) NA)
    if (is.na(other)) cannot("value")
  } else if (column$kind == "time") {
    zone <- if (startsWith(column$type, "POSIXct ")) substring(column$type, 9L) else ""
    other <- tryCatch(as.numeric(as.POSIXct(as.POSIXlt.character(sub("T", " ", trimws(value), fixed = TRUE), tz = zone, optional = TRUE))), error = function(e) NA)
    if (is.na(other)) cannot("value")
  } else {
    values <- enc2utf8(as.character(column$text(at)))
    other <- value
  }
  found <- switch(test, "=" = values == other, "!=" = values != other, "<" = values < other, "<=" = values <= other, ">" = values > other, values >= other)
  found & !is.na(found) & !lacks
}

in_view <- function(table, order, from, count) {
  all <- if (is.null(order)) table$rows else length(order)
  from <- min(from, all)
  at <- seq_len(max(0, min(count, all - from))) + from
  if (is.null(order)) at else order[at]
}

six <- function(value) if (is.finite(value) && value == round(value) && abs(value) < 1e15) sprintf("%.0f", value) else as.character(signif(value, 6L))

summary_of <- function(table, order, at) {
  column <- table$column(at + 1L)
  all <- if (is.null(order)) table$rows else length(order)
  most <- looked_at[[if (column$kind == "number") "number" else "other"]]
  places <- if (all <= most) seq_len(all) else unique(round(seq(1, all, length.out = most)))
  if (!is.null(order)) places <- order[places]
  lacks <- column$missing(places)
  there <- places[!lacks]
  values <- column$values[there]
  texts <- NULL
  facts <- list()
  bars <- NULL
  fact <- function(name, text) list(name = name, text = cut_at(text, 100L))
  if (column$kind == "number") {
    keys <- values
    numbers <- as.double(values[is.finite(values)])
    if (length(numbers)) {
      low <- min(numbers)
      high <- max(numbers)
      quarters <- stats::quantile(numbers, c(0.25, 0.5, 0.75), names = FALSE)
      told <- c(min = low, q25 = quarters[1L], median = quarters[2L], q75 = quarters[3L], max = high, mean = mean(numbers),
        std = sqrt(mean((numbers - mean(numbers))^2)))
      facts <- lapply(names(told), function(name) fact(name, six(told[[name]])))
      width <- if (low == high) 1L else 24L
      spread <- if (low == high) rep(1L, length(numbers)) else pmin(24L, floor((numbers - low) / (high - low) * 24) + 1L)
      if (is.finite(high - low)) bars <- list(counts = I(tabulate(spread, width)), low = six(low), high = six(high))
    }
  } else {
    texts <- cells_of(column, there, 80L)$text
    keys <- texts
    if (column$kind == "time" && length(values)) {
      ends <- there[c(which.min(values), which.max(values))]
      shown <- column$text(ends)
      facts <- list(fact("min", shown[1L]), fact("max", shown[length(shown)]))
    }
  }
  different <- unique(keys)
  counts <- tabulate(match(keys, different), length(different))
  often <- utils::head(order(counts, decreasing = TRUE, method = "radix"), 10L)
  if (column$kind != "number" && length(different) > 0L && length(different) <= 24L) {
    sorted <- order(different, method = "radix")
    bars <- list(counts = I(counts[sorted]), low = different[sorted[1L]], high = different[sorted[length(sorted)]])
  }
  list(seen = length(places), rows = all, missing = sum(lacks), distinct = length(different), facts = facts, bars = bars,
    top = lapply(often, function(place) list(text = lines_of(as.character(different[place]), 80L), count = counts[place])))
}

find_in <- function(table, order, question, known) {
  all <- if (is.null(order)) table$rows else length(order)
  wanted <- tolower(question$text)
  columns <- min(table$columns, 1000L)
  if (all == 0L || !nzchar(wanted)) return(list(at = NULL))
  step <- max(20L, searched_at_once %/% max(1L, columns))
  pieces <- ceiling(all / step)
  begun <- proc.time()[["elapsed"]]
  begin <- question$row %/% step
  way <- if (isTRUE(question$backwards)) -1 else 1
  turn <- if (is.null(known)) 0 else known
  while (turn <= pieces) {
    piece <- (begin + way * turn) %% pieces
    from <- piece * step
    at <- in_view(table, order, from, step)
    found <- NULL
    for (each in seq_len(columns)) {
      texts <- tolower(cells_of(table$column(each), at, 1000L)$text)
      hits <- which(grepl(wanted, texts, fixed = TRUE)) + from - 1
      before <- hits < question$row | (hits == question$row & each - 1L < question$column)
      here <- hits == question$row & each - 1L == question$column
      if (turn == 0) hits <- hits[if (way < 0) before else !before & !here]
      if (length(hits)) found <- rbind(found, cbind(hits, each - 1L))
    }
    if (length(found)) {
      sorted <- order(found[, 1L], found[, 2L])
      best <- found[if (way < 0) sorted[length(sorted)] else sorted[1L], ]
      return(list(at = list(row = best[[1L]], column = best[[2L]])))
    }
    turn <- turn + 1
    if (proc.time()[["elapsed"]] - begun > moment) return(list(working = turn, part = min(1, turn / pieces)))
  }
  list(at = NULL)
}

totals_of <- function(table, order, question) {
  columns <- if (length(question$columns)) unlist(question$columns) else question$columnFrom + seq_len(max(0, min(question$columnCount, table$columns - question$columnFrom))) - 1
  most <- max(1, 5000000 %/% max(1, length(columns)))
  at <- in_view(table, order, question$from, min(question$count, most))
  sum <- 0
  numbers <- 0
  for (each in columns[columns < table$columns]) {
    column <- table$column(each + 1L)
    if (!(column$kind %in% c("number", "boolean"))) next
    values <- as.double(column$values[at])
    values <- values[!is.na(values)]
    numbers <- numbers + length(values)
    sum <- sum + base::sum(values)
  }
  list(status = "ok", op = "totals", numbers = numbers, sum = six(sum), mean = if (numbers > 0) six(sum / numbers) else "", part = question$count > most)
}

exported <- function(table, order, question) {
  if (question$format == "npy") cannot("type")
  at <- if (is.null(order)) seq_len(table$rows) else order
  wanted <- if (length(question$columns)) unlist(question$columns) else seq_len(table$columns) - 1
  file <- enc2native(question$file)
  if (!isTRUE(question$replace) && file.exists(file)) cannot("exists")
  beside <- file.path(dirname(file), paste0(".", basename(file), ".tandem-part"))
  columns <- lapply(wanted[wanted < table$columns] + 1L, table$column)
  failed <- function(e) {
    suppressWarnings(file.remove(beside))
    cannot("file", clean(conditionMessage(e), 300L))
  }
  if (question$format == "parquet") {
    if (!requireNamespace("arrow", quietly = TRUE)) cannot("package", "arrow")
    values <- lapply(columns, function(column) if (column$kind %in% c("number", "boolean")) column$values[at] else column$text(at))
    frame <- structure(values, names = make.unique(vapply(columns, `[[`, "", "name")), row.names = c(NA, -length(at)), class = "data.frame")
    tryCatch(getExportedValue("arrow", "write_parquet")(frame, beside), error = failed, warning = failed)
  } else {
    texts <- function(column) {
      text <- column$text(at)
      text[column$missing(at)] <- ""
      text <- enc2utf8(as.character(text))
      odd <- grepl("[\",\r\n]", text)
      text[odd] <- paste0("\"", gsub("\"", "\"\"", text[odd], fixed = TRUE), "\"")
      text
    }
    head <- vapply(columns, function(column) {
      name <- column$name
      if (grepl("[\",\r\n]", name)) paste0("\"", gsub("\"", "\"\"", name, fixed = TRUE), "\"") else name
    }, "")
    body <- lapply(columns, texts)
    if (!is.null(table$labels)) {
      head <- c("", head)
      body <- c(list(enc2utf8(table$labels[at])), body)
    }
    tryCatch({
      target <- base::file(beside, "wb")
      on.exit(close(target))
      writeLines(enc2utf8(paste(head, collapse = ",")), target, sep = "\r\n", useBytes = TRUE)
      if (length(at)) writeLines(do.call(paste, c(body, sep = ",")), target, sep = "\r\n", useBytes = TRUE)
    }, error = failed, warning = failed)
  }
  if (!suppressWarnings(file.rename(beside, file))) failed(simpleError("it cannot be renamed"))
  list(status = "ok", op = "export", rows = length(at))
}

answer_data <- function(question) {
  op <- question$op
  if (op %in% c("cancel", "close")) {
    if (exists(question$viewer, viewers, inherits = FALSE)) rm(list = question$viewer, envir = viewers)
    return(list(status = "ok", op = op))
  }
  value <- value_at(unlist(question$path))
  if (is.null(value)) return(list(status = "gone"))
  value <- value[[1L]]
  table <- table_of(value, if (op == "open") question$slice else question$view$slice)
  if (op == "open") {
    version <- sign_of(value, table)
    known <- viewers[[question$viewer]]
    # Nothing is kept for a table that is another one.
    if (is.null(known) || known$version != version) assign(question$viewer, list(version = version, rows = table$rows), viewers)
    while (length(ls(viewers)) > 16L) rm(list = setdiff(ls(viewers), question$viewer)[1L], envir = viewers)
    return(list(status = "ok", op = op, version = version, type = clean(table$type, 120L), rows = table$rows, columns = table$columns,
      shape = if (length(table$shape)) I(table$shape) else NA, slice = if (length(table$slice)) I(table$slice) else NA,
      dialect = "none", can = I("export"), labels = if (is.null(table$labels)) NA else ""))
  }
  viewer <- viewers[[question$viewer]]
  if (is.null(viewer) || viewer$version != question$version || viewer$rows != table$rows) return(list(status = "changed"))
  if (op == "columns") {
    at <- question$from + seq_len(max(0, min(500L, question$count, table$columns - question$from)))
    found <- lapply(at, function(at) {
      column <- table$column(at)
      literal <- column$literal
      list(name = lines_of(column$name, 200L), type = clean(column$type, 120L), kind = column$kind,
        literal = if (is.null(literal) || is.na(literal) || nchar(literal) > 500L || grepl(controls, literal, perl = TRUE)) NA else literal)
    })
    return(list(status = "ok", op = op, from = question$from, columns = found))
  }
  key <- paste(deparse(list(question$view, op == "never")), collapse = "")
  order <- if (identical(viewer$key, key)) viewer$order else order_of(table, question$view)
  viewer$key <- key
  viewer$order <- order
  assign(question$viewer, viewer, viewers)
  if (op == "page") {
    wanted <- unlist(question$columns)
    wanted <- utils::head(wanted[wanted < table$columns], 64L)
    most <- min(1000L, page_cells %/% max(1L, length(wanted)), question$count)
    at <- in_view(table, order, question$from, most)
    room <- max(16L, min(cell_room, 400000L %/% max(1L, length(wanted) * length(at))))
    return(list(status = "ok", op = op, from = min(question$from, if (is.null(order)) table$rows else length(order)),
      rows = if (is.null(order)) table$rows else length(order),
      labels = I(if (is.null(table$labels)) as.character(at - 1) else lines_of(table$labels[at], 60L)),
      columns = lapply(wanted, function(column) {
        cells <- cells_of(table$column(column + 1L), at, room)
        list(column = column, cells = I(cells$text), missing = I(which(cells$missing) - 1L))
      })))
  }
  if (op == "summary") {
    if (question$column >= table$columns) return(list(status = "gone"))
    return(list(status = "ok", op = op, column = question$column, summary = summary_of(table, order, question$column)))
  }
  if (op == "cell") {
    at <- in_view(table, order, question$row, 1L)
    if (length(at) == 0L || question$column >= table$columns) return(list(status = "gone"))
    column <- table$column(question$column + 1L)
    text <- enc2utf8(as.character(column$text(at)))
    if (is.na(text)) text <- "NA"
    if (!validUTF8(text)) text <- iconv(text, "latin1", "UTF-8")
    return(list(status = "ok", op = op, text = escaped(substr(text, 1L, 100000L), TRUE), cut = nchar(text) > 100000L))
  }
  if (op == "totals") return(totals_of(table, order, question))
  if (op == "find") {
    asked <- deparse(list(question$text, question$row, question$column, question$backwards, key))
    found <- find_in(table, order, question, if (identical(viewer$asked, asked)) viewer$turn)
    viewer$asked <- if (is.null(found$working)) NULL else asked
    viewer$turn <- found$working
    assign(question$viewer, viewer, viewers)
    if (!is.null(found$working)) return(list(status = "working", done = found$part))
    return(list(status = "ok", op = op, at = if (is.null(found$at)) NA else found$at))
  }
  if (op == "export") {
    # What took longer than whoever asked has waited is asked for again.
    asked <- deparse(question[setdiff(names(question), "viewer")])
    if (!identical(viewer$written, asked)) {
      viewer$answer <- exported(table, order, question)
      viewer$written <- asked
      assign(question$viewer, viewer, viewers)
      return(viewer$answer)
    }
    viewer$written <- NULL
    assign(question$viewer, viewer, viewers)
    return(viewer$answer)
  }
  cannot("type")
}
