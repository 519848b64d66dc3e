"""One statement in many languages, with figures, brackets, a Latin name and quotation marks."""

from __future__ import annotations

from sample import heading, paragraph

from briefgen.model.document import (
    Column,
    Document,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    QuoteBlock,
    Strong,
    Table,
    Text,
)

STATEMENTS = {
    "Ukrainian": "Міністр заявив: «Ремонт бар’єра коштуватиме 45 мільйонів євро», а близько 4200 "
    "мешканців Ґудзівки та Їжакова евакуювали протягом ночі.",
    "Greek": "Ο υπουργός δήλωσε ότι το κόστος ανέρχεται σε 45 εκατομμύρια ευρώ· περίπου 4.200 "
    "κάτοικοι απομακρύνθηκαν. Ἐν ἀρχῇ ἦν ὁ λόγος.",
    "Vietnamese": "Bộ trưởng cho biết chi phí sửa chữa đập chắn là 45 triệu euro; khoảng 4.200 "
    "người dân đã được sơ tán trong đêm, “việc trở về sẽ diễn ra từng bước”.",
    "Korean": "장관은 방벽 수리에 4,500만 유로가 들 것이라고 밝혔다. 약 4,200명의 주민이 하룻밤 "
    "사이에 대피했으며, 귀환은 “단계적으로” 이루어질 것이라고 덧붙였다.",
    "Chinese": "部长表示，修复防洪闸的费用约为4500万欧元，工程将于2026年3月12日由 Velmark Bridge "
    "公司动工。他还说，约4200名居民在一夜之间撤离，“返回将分阶段进行”（见附件）。",
    "Japanese": "大臣は、防潮堤の修復費用が約4,500万ユーロに上り、工事は2026年3月12日に Velmark "
    "Bridge 社が着手すると述べた。約4,200人の住民が避難し、「帰還は段階的に行う」という。",
    "Arabic": "قال وزير الأشغال (محمد الحسن) إن كلفة إصلاح الحاجز تبلغ 45 مليون يورو، وإن شركة "
    "Velmark Bridge ستبدأ العمل في 12 مارس 2026. وأضاف أن العودة ستتم «على مراحل».",
    "Hebrew": 'שר התשתיות אמר כי עלות התיקון (בערך 45 מיליון אירו) תכוסה מתקציב 2026, וכי '
    'Velmark Bridge תתחיל בעבודות ב־12 במרץ. "אנחנו לא נחכה", הוסיף, ו-4,200 תושבים פונו.',
    "Thai": "รัฐมนตรีกล่าวว่าค่าซ่อมแซมเขื่อนอยู่ที่ 45 ล้านยูโร "
    "และประชาชนราว 4,200 คนอพยพในคืนเดียว",
    "Hindi": "मंत्री ने कहा कि बाधा की मरम्मत पर 45 मिलियन यूरो खर्च होंगे "
    "और लगभग 4,200 लोगों को निकाला गया।",
}  # fmt: skip


def _section(name: str, statement: str) -> tuple:
    address = Link("https://example.org/report", (Text(statement[:30]),))
    return (
        heading(1, f"{name}: {statement[:20]}"),
        paragraph(statement, " ", 1, " ", Strong((Text(statement),)), " ", address),
        QuoteBlock((paragraph(statement),), (Strong((Text(statement[:12]),)), Text(" (2026)"))),
    )


MULTILINGUAL = Document(
    "Velmark barrier – برنامج الحاجز – 防潮堤",
    (
        *(block for name, text in STATEMENTS.items() for block in _section(name, text)),
        Table(
            (Column((Text("Measure"),)), Column((Text("ماذا"),)), Column((Text("出典"),))),
            tuple(
                ((Text("45"),), (Text(text[:40]),), (Text("朝日新聞"),))
                for text in STATEMENTS.values()
            ),
            (Text("数字 / أرقام"),),
        ),
        ListBlock(
            tuple(
                ListItem((paragraph(text),), f"source-{n}")
                for n, text in enumerate(STATEMENTS.values(), 1)
            ),
            ListRole.SOURCES,
        ),
    ),
    kind="Information note 情報",
    marking="OFFICIAL 公用",
    language="en",
)
