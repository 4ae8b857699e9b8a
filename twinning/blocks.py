"""What a phase page may contain besides the partners' accounts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        template = "blocks/picture.html"
        icon = "image"
        label = _("Picture")


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=150)


class MilestoneBlock(blocks.StructBlock):
    day = blocks.DateBlock(label=_("Day"))
    text = blocks.CharBlock(label=_("What happened"), max_length=250)


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        template = "blocks/quotation.html"
        icon = "openquote"
        label = _("Quotation")


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(label=_("What it is"), required=False, max_length=200)

    class Meta:
        template = "blocks/file.html"
        icon = "doc-full"
        label = _("File")


class MediaBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address of the video or sound"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    length = blocks.CharBlock(label=_("Length and size"), required=False, max_length=60)

    class Meta:
        template = "blocks/media.html"
        icon = "media"
        label = _("Video or sound")


class PhaseBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["h3", "bold", "italic", "ol", "ul", "link"],
        template="blocks/text.html",
    )
    picture = PictureBlock()
    gallery = blocks.ListBlock(PictureBlock(), label=_("Gallery"), template="blocks/gallery.html")
    file = FileBlock()
    quotation = QuotationBlock()
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), template="blocks/figures.html")
    milestones = blocks.ListBlock(
        MilestoneBlock(), label=_("Milestones"), template="blocks/milestones.html"
    )
    media = MediaBlock()
