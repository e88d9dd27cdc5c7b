# What the names of R's global environment stand for, told without methods of the user's: classes are taken off before
# anything is measured, active bindings are not asked. The adapter (adapter.ts) runs this, data.R and serve.R in an environment
# of their own, where a name of the user's does not stand before one of R's.

most_rows <- 2000L
items <- 8L
env <- globalenv()

cut_at <- function(text, most) if (nchar(text) > most) paste0(substr(text, 1L, most), "…") else text
clean <- function(text, most) {
  text <- enc2utf8(as.character(text)[1L])
  if (is.na(text)) return("NA")
  if (!validUTF8(text)) text <- iconv(text, "latin1", "UTF-8")
  long <- nchar(text) > most
  text <- encodeString(substr(text, 1L, most))
  if (long) paste0(text, "…") else text
}
token <- function(name) {
  points <- utf8ToInt(enc2utf8(name))
  plain <- points >= 33L & points < 127L & points != 92L
  paste0(ifelse(plain, vapply(points, intToUtf8, ""), sprintf("\\u{%x}", points)), collapse = "")
}
bare <- function(value) if (is.object(value)) tryCatch(unclass(value), error = function(e) NULL) else value
is_frame <- function(value) is.list(value) && "data.frame" %in% oldClass(value)
rows_of <- function(frame) tryCatch(abs(.row_names_info(frame, 1L)), error = function(e) 0L)
names_of <- function(value) attr(value, "names", exact = TRUE)
dims_of <- function(value) if (typeof(value) %in% c("environment", "externalptr", "closure")) NULL else attr(value, "dim", exact = TRUE)

kind_of <- function(value) {
  if (is.function(value)) return("function")
  if (is_frame(value)) return("table")
  type <- typeof(value)
  if (type %in% c("list", "pairlist")) return("mapping")
  if (type %in% c("environment", "S4", "externalptr")) return("object")
  if (type == "NULL" || type %in% c("symbol", "language", "expression")) return("other")
  if (!is.null(dims_of(value))) return("array")
  many <- length(bare(value)) != 1L
  if (many) return("sequence")
  if (type == "character") "text" else "number"
}
type_of <- function(value) {
  classes <- oldClass(value)
  type <- if (is.null(classes)) { if (is.function(value)) "function" else typeof(value) } else classes[1L]
  if (is.null(classes) && !is.null(dims_of(value))) paste("matrix", type) else type
}
shape_of <- function(value) {
  if (is_frame(value)) return(paste(rows_of(value), length(unclass(value)), sep = "×"))
  dims <- dims_of(value)
  if (is.integer(dims)) return(paste(dims, collapse = "×"))
  if (is.function(value) || typeof(value) %in% c("environment", "S4", "externalptr", "symbol", "NULL")) return("")
  count <- length(bare(value))
  if (count == 1L && is.atomic(value)) "" else as.character(count)
}
plain <- function(value) {
  value <- bare(value)
  if (is.character(value)) vapply(value, function(one) if (is.na(one)) "NA" else paste0('"', clean(one, 60L), '"'), "", USE.NAMES = FALSE)
  else if (is.numeric(value) || is.complex(value)) vapply(value, function(one) format.default(one, digits = 6L), "", USE.NAMES = FALSE)
  else as.character(value)
}
short <- function(value, depth = 0L) {
  if (is.function(value)) return(paste0("function(", paste(names(formals(args(value))), collapse = ", "), ")"))
  type <- typeof(value)
  if (type == "NULL") return("NULL")
  if (type %in% c("environment", "S4", "externalptr", "symbol", "language", "expression")) return(paste0("<", type, ">"))
  inner <- bare(value)
  count <- length(inner)
  shown <- seq_len(min(items, count))
  more <- if (count > items) ", …" else ""
  if (is.list(inner)) {
    if (depth > 2L) return("list(…)")
    labels <- names_of(value)
    if (is_frame(value)) return(paste0(paste(vapply(labels[shown], clean, "", most = 40L), collapse = ", "), more))
    parts <- vapply(shown, function(at) {
      text <- short(.subset2(inner, at), depth + 1L)
      label <- labels[at]
      if (!is.null(labels) && !is.na(label) && nzchar(label)) paste(clean(label, 40L), "=", text) else text
    }, "")
    return(paste0("list(", paste(parts, collapse = ", "), more, ")"))
  }
  levels <- attr(value, "levels", exact = TRUE)
  if (is.character(levels) && is.integer(inner)) inner <- vapply(levels[inner[shown]], clean, "", most = 40L) else inner <- as.vector(inner[shown])
  if (inherits_plain(value, "Date")) inner <- as.character(structure(inner, class = "Date"))
  if (inherits_plain(value, "POSIXct")) inner <- format.POSIXct(structure(inner, class = c("POSIXct", "POSIXt")))
  parts <- if (is.character(inner) && type != "character") inner else plain(inner)
  text <- paste(parts, collapse = ", ")
  if (count == 1L) text else paste0("c(", text, more, ")")
}
inherits_plain <- function(value, class) class %in% oldClass(value)
size_of <- function(value)
  if (is.atomic(value) && !is.character(value)) as.numeric(utils::object.size(value)) else NA

row <- function(key, name, access, value, origin = NULL) {
  attempt <- function(read, otherwise) tryCatch(read, error = function(e) otherwise)
  kind <- attempt(kind_of(value), "other")
  list(
    key = key, name = clean(name, 200L), access = access, kind = kind,
    type = clean(attempt(type_of(value), "?"), 120L), shape = attempt(shape_of(value), ""),
    value = cut_at(attempt(short(value), ""), 160L), size = attempt(size_of(value), NA),
    parts = kind %in% c("mapping", "table", "array", "sequence") && attempt(length(bare(value)), 0L) > 0L,
    mark = "", origin = origin
  )
}
code_name <- function(name) if (make.names(name) == name) name else paste0("`", gsub("`", "\\`", name, fixed = TRUE), "`")

variables <- function(from, count) {
  names <- ls(env, all.names = TRUE, sorted = FALSE)
  names <- names[!(names %in% c(".Random.seed", ".Last.value", ".pbd_env"))]
  shown <- utils::head(utils::tail(names, max(0L, length(names) - from)), count)
  rows <- lapply(shown, function(name) {
    key <- paste0("a:", token(name))
    origin <- if (startsWith(name, ".")) "private" else "own"
    if (bindingIsActive(as.name(name), env)) {
      active <- row(key, name, code_name(name), NULL, origin)
      active$type <- "active binding"
      active$value <- ""
      return(active)
    }
    row(key, name, code_name(name), get(name, envir = env, inherits = FALSE), origin)
  })
  list(status = "ok", total = length(names), variables = rows)
}
# What a path leads to, in a list; NULL: it is not there.
value_at <- function(path) {
  names <- ls(env, all.names = TRUE, sorted = FALSE)
  name <- names[paste0("a:", vapply(names, token, "")) == path[1L]]
  if (length(name) != 1L || bindingIsActive(as.name(name), env)) return(NULL)
  value <- get(name, envir = env, inherits = FALSE)
  for (step in path[-1L]) {
    at <- as.integer(substring(step, 3L)) + 1L
    inner <- bare(value)
    if (is.na(at) || at > length(inner)) return(NULL)
    value <- .subset2(inner, at)
  }
  list(value)
}
parts <- function(path, from, count) {
  value <- value_at(path)
  if (is.null(value)) return(list(status = "gone"))
  value <- value[[1L]]
  inner <- bare(value)
  labels <- names_of(value)
  at <- seq_len(length(inner))
  at <- at[at > from & at <= from + count]
  rows <- lapply(at, function(place) {
    label <- if (is.null(labels)) NA else labels[place]
    named <- !is.na(label) && nzchar(label)
    access <- if (named && is.list(inner)) paste0("$", code_name(label)) else paste0("[[", place, "]]")
    row(paste0("i:", place - 1L), if (named) label else paste0("[[", place, "]]"), access, .subset2(inner, place))
  })
  list(status = "ok", total = length(inner), variables = rows)
}
