/* Look at what a page holds of each case: `[case, what is wrong]`. The first case is harmless, and the others are held against it:
   `texts` says what each holds in place of the first text, and `addresses` in place of the first address. */
({texts, addresses, tags, exact}) => {
    const found = [];
    const allowed = new Set(tags);
    const schemes = ["http:", "https:", "file:"];
    const packed = text => text.replace(/\s+/gu, "").replace(/sha256:[0-9a-f]{64}/g, "");
    const elements = root => [...root.querySelectorAll("*")];
    const bones = root => elements(root).map(
        item => `${item.localName}.${item.getAttribute("class")}[${item.getAttributeNames()}]`);
    /* Readers of Markdown write addresses in their own way. */
    const words = root => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const said = [];
        while (walker.nextNode()) {
            if (!walker.currentNode.parentElement.matches("script, a[href^=http]")) said.push(walker.currentNode.data);
        }
        return packed(said.join(""));
    };
    const wrong = item => {
        const names = item.getAttributeNames();
        if (!allowed.has(item.localName)) return `element ${item.localName}`;
        if (item.localName === "script" && item.type !== "application/ld+json") return "script";
        if (names.some(name => /^on|^(style|src|srcdoc|srcset|formaction|data|background|ping|xlink:href)$/.test(name))) {
            return `attributes ${names}`;
        }
        if (item.localName === "meta" && names.includes("http-equiv")) return "meta";
        if (item.localName === "link" && item.rel !== "alternate") return `link ${item.rel}`;
        if (item.localName === "a" && !schemes.includes(item.protocol)) return `address ${item.href}`;
        if (item.localName === "form" && !schemes.includes(new URL(item.action).protocol)) return `action ${item.action}`;
        return null;
    };
    const cases = [...document.querySelectorAll("[data-case]")];
    if (cases.length !== texts.length) found.push([-1, `${cases.length} cases`]);
    if (globalThis.__ran !== undefined) found.push([-1, "it ran"]);
    /* A picture breaks its lines by their length. */
    const bare = root => {
        const copy = root.cloneNode(true);
        copy.querySelectorAll("figure").forEach(picture => picture.remove());
        return copy;
    };
    const strings = value => Object(value) === value ? Object.values(value).flatMap(strings) : [String(value)];
    const everything = root => packed(
        root.textContent + [...root.querySelectorAll("script")].flatMap(item => strings(JSON.parse(item.textContent))).join(""));
    const harmless = bare(cases[0]);
    const [plainBones, plainWords] = [bones(harmless), words(harmless)];
    cases.forEach((root, number) => {
        const bad = elements(root).map(wrong).filter(Boolean);
        if (bad.length > 0) found.push([number, bad[0]]);
        if (!everything(root).includes(packed(texts[number]))) found.push([number, "it is not shown"]);
        if (exact) {
            const shown = bare(root);
            const [mine, said] = [bones(shown), words(shown)];
            const place = mine.findIndex((item, index) => item !== plainBones[index]);
            if (place >= 0 || mine.length !== plainBones.length) found.push([number, `${mine[place]} for ${plainBones[place]}`]);
            const wanted = plainWords.replaceAll(addresses[0], () => packed(addresses[number]))
                .replaceAll(texts[0], () => packed(texts[number]));
            if (said !== wanted) {
                let at = 0;
                while (said[at] === wanted[at]) at += 1;
                const near = text => text.slice(Math.max(0, at - 30), at + 60);
                found.push([number, `says ${near(said)} for ${near(wanted)}`]);
            }
        }
    });
    for (const item of elements(document.body)) {
        if (!item.closest("[data-case]") && !["main", "h1"].includes(item.localName)) found.push([-1, `outside: ${item.localName}`]);
    }
    return found.slice(0, 200);
}
