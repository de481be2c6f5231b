"""What an attacker, or a strange document, may hand in; each by what it tries."""

POISON = (
    "<i>毒</i>**毒**:red[毒]$毒$"  # markup of every kind that a page could read; the raw marks must not reach Markdown
)
RAW = ("<i>毒", "**毒**", ":red[毒", "$毒$")

MARKDOWN = {
    "script and markup": "<script>alert(1)</script><img src=x onerror=alert(1)><b>粗</b>",
    "bold and italics": "**粗** __粗__ *斜* _斜_ ~~删~~",
    "a link that says something else": "[县政府](http://evil.test/) <http://evil.test/>",
    "a picture that tells its server who looks": "![图](http://127.0.0.1:9/x.png)",
    "a formula": "$E=mc^2$ $$x^2$$",
    "colours and badges": ":red[红] :blue-background[蓝] :red-badge[错误] :small[小]",
    "icons": ":smile: :+1: :material/delete: :streamlit:",
    "code": "`码` ```\n码\n```",
    "a heading": "# 大标题",
    "a heading underlined": "标题\n===",
    "a line": "---",
    "lists": "- 一\n+ 二\n* 三\n1. 四\n2) 五",
    "a quotation": "> 引用",
    "a table": "|甲|乙|\n|-|-|\n|1|2|",
    "entities": "&lt;b&gt; &amp; &nbsp; &#65;",
    "code by its indent": "　\n\n        缩进",
    "bare addresses": "www.evil.test a@evil.test https://evil.test/a",
    "arrows": "甲 -> 乙 -- 丙 <- 丁 >= 戊",
    "a footnote": "甲[^1]\n\n[^1]: 乙",
    "directives": ":::note\n甲\n:::\n::leaf[乙]{a=b}",
}

UNSEEN = {
    "NUL": "甲\x00乙",
    "an escape sequence for terminals": "甲\x1b[31m\x07乙",
    "half a character": "甲\ud800乙",
    "writing turned round": "甲\u202e乙",
    "no character at all": "甲\ufffe\uffff乙",
}

SQL = "'; DROP TABLE drafts; --"
FORMULAS = ('=HYPERLINK("http://evil.test","点我")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1")
