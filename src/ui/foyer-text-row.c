/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for text of several lines: what AdwEntryRow is for one. Tab leaves it. A text with HTML in it is only read, as
 * the words of it, until a person asks to write in them: opening a lead must not take away what it looks like elsewhere
 * (delivery.md, Retrying). */

#include "config.h"

#include "foyer-text-row.h"

#include "foyer-markup.h"

struct _FoyerTextRow
{
  AdwPreferencesRow parent_instance;

  char *text;            /* owned: as it was last told: the buffer's */
  gboolean is_formatted; /* text is HTML, and the buffer shows its words */

  GtkWidget *box;        /* template */
  GtkWidget *title;      /* template */
  GtkWidget *view;       /* template */
  GtkWidget *formatting; /* template */
  GtkWidget *suffix;     /* borrowed, nullable */
};

enum
{
  PROP_TEXT = 1,
  PROP_SUFFIX,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerTextRow, foyer_text_row, ADW_TYPE_PREFERENCES_ROW)

/* An empty row nobody writes in shows its title as large as AdwEntryRow does. */
static void
update_title (FoyerTextRow *self)
{
  if (*self->text != '\0' || gtk_widget_has_css_class (GTK_WIDGET (self), "focused"))
    gtk_widget_add_css_class (self->title, "subtitle");
  else
    gtk_widget_remove_css_class (self->title, "subtitle");
}

static void
take_text (FoyerTextRow *self, char *text)
{
  g_free (self->text);
  self->text = text;
  update_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
take_buffer (FoyerTextRow *self, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  take_text (self, gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, FoyerTextRow *self)
{
  take_buffer (self, buffer);
}

static void
set_is_formatted (FoyerTextRow *self, gboolean is_formatted)
{
  self->is_formatted = is_formatted;
  gtk_widget_set_visible (self->formatting, is_formatted);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !is_formatted);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), !is_formatted);
}

static void
edit_as_plain_text_cb (FoyerTextRow *self)
{
  set_is_formatted (self, FALSE);
  take_buffer (self, gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
  gtk_widget_grab_focus (self->view);
}

static void
entered_cb (FoyerTextRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
  update_title (self);
}

static void
left_cb (FoyerTextRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
  update_title (self);
}

static void
pressed_cb (FoyerTextRow *self)
{
  gtk_widget_grab_focus (self->view);
}

static gboolean
foyer_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FOYER_TEXT_ROW (widget)->view);
}

static void
set_suffix (FoyerTextRow *self, GtkWidget *suffix)
{
  g_return_if_fail (self->suffix == NULL);

  self->suffix = suffix;
  gtk_widget_add_css_class (suffix, "suffixes");
  gtk_box_append (GTK_BOX (self->box), suffix);
}

static void
foyer_text_row_finalize (GObject *object)
{
  g_free (FOYER_TEXT_ROW (object)->text);
  G_OBJECT_CLASS (foyer_text_row_parent_class)->finalize (object);
}

static void
foyer_text_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerTextRow *self = FOYER_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SUFFIX:
      g_value_set_object (value, self->suffix);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_text_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerTextRow *self = FOYER_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      foyer_text_row_set_text (self, g_value_get_string (value));
      break;
    case PROP_SUFFIX:
      set_suffix (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_text_row_class_init (FoyerTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_text_row_finalize;
  object_class->get_property = foyer_text_row_get_property;
  object_class->set_property = foyer_text_row_set_property;
  widget_class->grab_focus = foyer_text_row_grab_focus;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_SUFFIX] = g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/foyer_crm/Foyer/ui/foyer-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerTextRow, box);
  gtk_widget_class_bind_template_child (widget_class, FoyerTextRow, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerTextRow, view);
  gtk_widget_class_bind_template_child (widget_class, FoyerTextRow, formatting);
  gtk_widget_class_bind_template_callback (widget_class, edit_as_plain_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
foyer_text_row_init (FoyerTextRow *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_text_row_set_text:
 * @text: (nullable): plain, or HTML as a platform may hold it
 */
void
foyer_text_row_set_text (FoyerTextRow *self, const char *text)
{
  GtkTextBuffer *buffer;
  g_autofree char *words = NULL;

  g_return_if_fail (FOYER_IS_TEXT_ROW (self));

  text = text != NULL ? text : "";
  if (strcmp (self->text, text) == 0)
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  set_is_formatted (self, foyer_markup_is_in (text));
  words = self->is_formatted ? foyer_markup_to_text (text) : g_strdup (text);
  g_signal_handlers_block_by_func (buffer, buffer_changed_cb, self);
  gtk_text_buffer_set_text (buffer, words, -1);
  g_signal_handlers_unblock_by_func (buffer, buffer_changed_cb, self);
  take_text (self, g_strdup (text));
}
