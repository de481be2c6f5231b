// The rules about cells, judged in the page so that a finding comes with the key: the verdicts of assistant/rules in its very words and its
// order. tests/browser/test_cell_rules.py holds the two together; Python checks again. One module with tables.js, which follows.
//
// A rule gets `look`: `now(path)` and `last(path)` give a figure or null (`last` is null without the report of the year before), `sum(paths)`
// their sum or null where one is blank, `amount` and `before` the fees of this and of the last known year, exact or null.

const GRAVEST = ["error", "warning", "hint"];
const DOCUMENTS = { regulations: "规章", normative_documents: "行政规范性文件" };
const SUPERIOR = ["县", "区", "旗", "市", "州", "省", "自治区"];
const FEE = "proactive.fees.amount";
const WATCHED = ["normative_documents.in_force", "licences.decisions", "penalties.decisions", "compulsory_measures.decisions"].map((row) => `proactive.${row}`).concat("requests.received.total");
const [RECONSIDERED, AFTER, DIRECT] = ["reconsideration", "litigation_after_reconsideration", "litigation_direct"].map((row) => `disputes.${row}.total`);
const FLOW = ["received", "carried_in", "results_total"].map((row) => `requests.${row}.total`);
const REPEATS = ["declined_repeat", "declined_excessive"].map((row) => `requests.${row}.total`);

const OF_THE_FORM = [
  ["cell-not-count", "error", notCounts],
  ["requests-row-total", "error", totals],
  ["requests-results-total", "error", totals],
  ["requests-balance", "error", balances],
  ["disputes-total", "error", totals],
];
const OF_THE_UNIT = [
  ["in-force-impossible", "error", impossible],
  ["township-regulations", "error", regulations],
  ["fee-implausible", "warning", fee],
  ["carry-over", "error", carryOver],
  ["in-force-balance", "warning", inForce],
  ["pending-vanished", "warning", pending],
  ["figure-jump", "hint", jumps],
  ["repealed-at-once", "hint", repealedAtOnce],
  ["suit-without-reconsideration", "hint", suits],
  ["dispute-without-request", "hint", disputes],
  ["only-repeats", "hint", onlyRepeats],
];

/** Every fault of the cells as {rule, severity, where, message, fix}: the gravest first, then by place. Without a unit only what the form says. */
function judge(look) {
  const rules = look.unit ? [...OF_THE_FORM, ...OF_THE_UNIT] : OF_THE_FORM;
  const found = rules.flatMap(([rule, severity, find]) => [...find(look, rule)].map((fault) => ({ rule, severity, ...fault })));
  return found.sort((a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity) || look.place(a.where) - look.place(b.where));
}

// ---- what the form says: completeness.py, arithmetic.py -----------------------------------------------------------

function* notCounts({ readings, label }) {
  for (const [where, { value, fault, decimal, exact }] of readings) {
    const kind = decimal ? "不小于 0 的金额（万元）" : "不小于 0 的整数";
    if (fault) yield { where, message: `${label(where)}不能作为数字读入：${fault}。`, fix: `请改为${kind}。` };
    else if (value < 0) yield { where, message: `${label(where)}填的是 ${decimal ? shown(money(exact)) : value}，应为${kind}。`, fix: "请核对后改正。" };
  }
}

function* broken({ relations, sum }, rule) {
  for (const relation of relations) {
    const [left, right] = relation.rule === rule ? [sum(relation.left), sum(relation.right)] : [null, null];
    if (left !== null && right !== null && left !== right) yield { relation, left, right, gap: Math.abs(left - right) };
  }
}

function* totals(look, rule) {
  for (const { relation, left, right, gap } of broken(look, rule)) {
    const message = `${look.label(relation.where)}填 ${left}，${parts(look, relation, right)}，相差 ${gap}。`;
    yield { where: relation.where, message, fix: `请核对各分项，或把这一格改为 ${right}。` };
  }
}

/** The operands that are not zero. */
function parts({ now }, { right, names }, sum) {
  const named = right.map((path, at) => [names[1][at], now(path)]).filter(([, value]) => value);
  if (named.length > 6) return `而 ${named.length} 个分项相加为 ${sum}`;
  if (named.length === 1) return `而分项中只有${named[0].join(" ")}`;
  return named.length ? `而${named.map((one) => one.join(" ")).join(" + ")} = ${sum}` : "而各分项都是 0";
}

function* balances(look, rule) {
  const side = (paths, called) => paths.map((path, at) => `${called[at]} ${look.now(path)}`).join(" + ");
  for (const { relation, left, right, gap } of broken(look, rule)) {
    const { where, column, names } = relation;
    const message = `表三“${column}”列：${side(relation.right, names[1])} = ${right}，${side(relation.left, names[0])} = ${left}，差 ${gap} 件。`;
    const should = look.now(where) + right - left;
    const change = should >= 0 ? `；如各行无误，结转下年度应为 ${should}` : "";
    const twice = left > right && look.now(`requests.partly_granted.${where.split(".")[2]}`);
    const counted = twice ? "一件申请区分处理的只计“部分公开”，不要同时计入“不予公开”。" : "";
    yield { where, message, fix: `请核对这一列的新收、上年结转、办理结果和“四、结转下年度继续办理”${change}。${counted}` };
  }
}

// ---- what cannot be, or hardly can: plausibility.py ---------------------------------------------------------------

function documents(figure, row) {
  const found = ["issued", "repealed", "in_force"].map((column) => figure(`proactive.${row}.${column}`));
  return found.includes(null) ? null : found;
}

function* impossible({ now }) {
  for (const [row, name] of Object.entries(DOCUMENTS)) {
    const [issued, repealed, valid] = documents(now, row) ?? [0, 0, 0];
    const least = issued - repealed;
    if (valid >= least) continue;
    const message = `${name}：本年制发 ${issued} 件、废止 ${repealed} 件，现行有效不应少于 ${least} 件，表中填 ${valid} 件。`;
    yield { where: `proactive.${row}.in_force`, message, fix: `请核对三个数；如制发和废止无误，现行有效应不少于 ${least}。` };
  }
}

function* regulations({ now, label, unit }) {
  if (!unit.township) return;
  for (const where of ["issued", "repealed", "in_force"].map((column) => `proactive.regulations.${column}`)) {
    if (!now(where)) continue;
    const message = `${unit.kind}没有规章制定权，${label(where)}填了 ${now(where)}。`;
    yield { where, message, fix: "请改为 0；本单位制发的行政规范性文件填在下一行，上级的规章不计入。" };
  }
}

function* fee({ amount, before, unit }) {
  if (!amount || amount.digits <= 0n) return;
  const said = shown(amount);
  const usual = SUPERIOR.includes(unit.kind) || (before && below(amount, times(before, 5n)));
  const large = !below(amount, money("1000")) || (unit.township && below(money("50"), amount) && amount.places <= 2);
  if (large && !usual) {
    const should = shown(trimmed(amount.digits, amount.places + 4));
    const message = `行政事业性收费填 ${said} 万元，疑似把“元”填进了“万元”栏。`;
    yield { where: FEE, message, fix: `如为 ${said} 元，应填 ${should}；如确为 ${said} 万元，请说明理由后保留。` };
  } else if (amount.places > 4) {
    const message = `行政事业性收费填 ${said} 万元，小数超过 4 位。`;
    yield { where: FEE, message, fix: `请按万元保留至多 4 位小数：${shown(rounded(amount))}。` };
  }
}

// ---- against last year: across_years.py, tables.py ----------------------------------------------------------------

function* carryOver({ now, last, relations }) {
  if (!last) return;
  for (const { where: left, column } of relations.filter((relation) => relation.rule === "requests-balance")) {
    const where = left.replace("carried_out", "carried_in");
    const [was, came] = [last(left), now(where)];
    if (was === null || came === null || was === came) continue;
    const message = `表三“${column}”列：上年“结转下年度继续办理”为 ${was}，本年“上年结转”填 ${came}。`;
    yield { where, message, fix: `请改为 ${was}；如上年数据有误，请说明更正情况。` };
  }
}

function* inForce({ now, last }) {
  if (!last) return;
  for (const [row, name] of Object.entries(DOCUMENTS)) {
    const where = `proactive.${row}.in_force`;
    const [figures, before] = [documents(now, row), last(where)];
    if (!figures || before === null) continue;
    const [issued, repealed, valid] = figures;
    const should = before + issued - repealed;
    if (should === valid) continue;
    const message = `${name}：上年现行有效 ${before} + 本年制发 ${issued} − 本年废止 ${repealed} = ${should}，表中现行有效填 ${valid}。`;
    yield { where, message, fix: "请核对三个数；如因清理或统计口径调整，请说明理由后保留。" };
  }
}

function* pending({ now, last, cases }) {
  if (!last) return;
  for (const { name, cells } of cases) {
    const left = last(cells.find((path) => path.endsWith(".pending")));
    if (!left || cells.some((path) => now(path) !== 0)) continue;
    const message = `上年${name}尚未审结 ${left} 件，本年这一组全为 0，没有反映结果。`;
    yield { where: cells.find((path) => path.endsWith(".total")), message, fix: "请填写审结结果；仍未审结的，填在“尚未审结”栏。" };
  }
}

function* jumps({ now, last, label, amount, before }) {
  if (!last) return;
  for (const where of WATCHED) {
    const [was, is] = [last(where), now(where)];
    if (was === null || is === null || Math.max(was, is) < 20 || Math.min(was, is) * 5 >= Math.max(was, is)) continue;
    yield { where, message: `${label(where)}：上年 ${was}，本年 ${is}，变化很大。`, fix: "请核对是否漏报、重报或口径调整。" };
  }
  if (!before?.digits || !amount?.digits) return;
  const [less, more] = below(amount, before) ? [amount, before] : [before, amount];
  if (below(more, money("1")) || !below(times(less, 20n), more)) return;
  const message = `行政事业性收费：上年 ${shown(before)} 万元，本年 ${shown(amount)} 万元，变化很大。`;
  yield { where: FEE, message, fix: "请核对单位是否为万元。" };
}

// ---- possible and worth a question: tables.py ---------------------------------------------------------------------

const ever = ({ now, last }, path) => Boolean(now(path) || last?.(path));
const years = ({ last }) => (last ? "本年和上年" : "本年");

function* repealedAtOnce({ now }) {
  const [issued, repealed, valid] = documents(now, "normative_documents") ?? [0, 0, 0];
  if (!issued || !repealed || valid !== issued - repealed) return;
  const message = `行政规范性文件：制发 ${issued} 件、废止 ${repealed} 件、现行有效 ${valid} 件，等于废止的都是当年新发的，往年没有有效文件。`;
  yield { where: "proactive.normative_documents.in_force", message, fix: "请核对现行有效件数是否漏计往年的文件。" };
}

function* suits(look) {
  const after = look.now(AFTER);
  if (!after || ever(look, RECONSIDERED) || look.now(RECONSIDERED) === null) return;
  const message = `有“复议后起诉”${after} 件，而${years(look)}行政复议为 0。`;
  yield { where: AFTER, message, fix: "请核对是否应填在“未经复议直接起诉”，或补填行政复议。" };
}

function* disputes(look) {
  if (FLOW.some((path) => look.now(path) === null || ever(look, path))) return;
  for (const [where, name] of [[RECONSIDERED, "行政复议"], [DIRECT, "未经复议直接起诉"]]) {
    const count = look.now(where);
    if (!count) continue;
    const message = `${years(look)}没有政府信息公开申请，却有${name} ${count} 件。`;
    yield { where, message, fix: "请确认是否属于政府信息公开类案件，其他案件不填入本表。" };
  }
}

function* onlyRepeats({ now, sum }) {
  const [came, again] = [sum(FLOW.slice(0, 2)), sum(REPEATS)];
  if (came === null || !again || again < came) return;
  const message = `全年应办 ${came} 件申请，全部计为重复或大量反复申请（${again} 件）。`;
  yield { where: REPEATS.find(now), message, fix: "请确认首次申请计入了哪一年、哪一行。" };
}

// ---- money: exact decimals as {digits, places} without trailing zeros ---------------------------------------------

function money(text) {
  const [whole, part = ""] = text.replace("+", "").split(".");
  return trimmed(BigInt(whole + part), part.length);
}

function trimmed(digits, places) {
  while (places && digits % 10n === 0n) [digits, places] = [digits / 10n, places - 1];
  return { digits, places };
}

function times({ digits, places }, factor) {
  return trimmed(digits * factor, places);
}

function below(a, b) {
  const places = Math.max(a.places, b.places);
  const scaled = (one) => one.digits * 10n ** BigInt(places - one.places);
  return scaled(a) < scaled(b);
}

/** To four places, half to even as Python does; for amounts with more places that are not negative. */
function rounded({ digits, places }) {
  const step = 10n ** BigInt(places - 4);
  const [whole, rest] = [digits / step, (digits % step) * 2n];
  return trimmed(whole + (rest > step || (rest === step && whole % 2n) ? 1n : 0n), 4);
}

function shown({ digits, places }) {
  const [sign, text] = [digits < 0n ? "-" : "", String(digits < 0n ? -digits : digits).padStart(places + 1, "0")];
  const whole = text.slice(0, text.length - places);
  return sign + whole + (places ? `.${text.slice(-places)}` : "");
}
