"""What the control words of RTF stand for, from Microsoft's specification 1.9.1."""

from __future__ import annotations

from briefgen.readers.wordlist import word_set

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "nestcell": " ",
    "nestrow": " ",
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011"}
ESCAPED = frozenset("{}\\")
PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column", "\n", "\r"})

# Groups that are no text of the document, and do not all say so by a "\*" as newer ones do.
SKIPPED = word_set(
    """
    colortbl stylesheet header headerl headerr headerf footer footerl footerr footerf pict
    nonshppict shprslt sp sn sv do fldinst datafield objdata objclass objname nonesttables
    pntext listtext xe rxe txe tc tcn bkmkstart bkmkend filetbl revtbl upr ftnsep ftnsepc ftncn
    aftnsep aftnsepc aftncn template private private1 themedata colorschememapping latentstyles
    listtable listname listoverridetable rsidtbl generator pgptbl background formfield fchars lchars
    pnseclvl pntxta pntxtb userprops docvar mmathPict nesttableprops annotation atnid atnauthor
    """
)
# Groups with a "\*", which tells older programs to pass over them, that hold text all the same.
KEPT = frozenset({"shpinst", "shptxt", "footnote", "fldrslt", "company"})
# Groups of text beside the running one.
ASIDE = frozenset({"footnote", "shptxt"})
STATED = frozenset({"title", "author", "company"})

# By the character set of a font; 2 is that of symbols, and 0 and 1 go by the document.
CODECS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
SYMBOL_SET = 2
DOCUMENT_CODECS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
