"""Pictures computed from records, as accessible SVG with their numbers as a table: evidence map, forest plot, icons, timeline."""

from ldn_content.render.figures.drawable import Drawable, draw, figures_for
from ldn_content.render.figures.evidence_map import evidence_map
from ldn_content.render.figures.figure import Figure
from ldn_content.render.figures.forest_plot import forest_plot
from ldn_content.render.figures.icon_array import icon_array
from ldn_content.render.figures.timeline import timeline

__all__ = ["Drawable", "Figure", "draw", "evidence_map", "figures_for", "forest_plot", "icon_array", "timeline"]
