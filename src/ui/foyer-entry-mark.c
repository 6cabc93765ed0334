/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry row of a dialog says about itself, as FoyerFieldMark does for a field of the lead: that it must be
 * filled, and what is wrong with what is in it. What a person sees and what a screen reader is told change together. */

#include "config.h"

#include "foyer-entry-mark.h"

#include "foyer-message-row.h"

#include <glib/gi18n.h>

struct _FoyerEntryMark
{
  AdwBin parent_instance;

  char *problem; /* owned, nullable */

  GtkWidget *row;           /* borrowed: it holds this */
  GtkWidget *message_row;   /* borrowed, nullable: the row's list owns it */
  GtkWidget *message_label; /* borrowed */
  gboolean required;
};

G_DEFINE_FINAL_TYPE (FoyerEntryMark, foyer_entry_mark, ADW_TYPE_BIN)

static GtkAccessible *
get_text (FoyerEntryMark *self)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
}

static void
update_required (FoyerEntryMark *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->required && *gtk_editable_get_text (GTK_EDITABLE (self->row)) == '\0'
                                                 && !gtk_widget_has_css_class (self->row, "error"));
}

static void
tell_invalid (FoyerEntryMark *self, GtkWidget *message)
{
  GtkAccessible *text = get_text (self);

  if (message != NULL)
    {
      gtk_widget_add_css_class (self->row, "error");
      gtk_accessible_update_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->row, "error");
      gtk_accessible_reset_state (text, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
  update_required (self);
}

static void
make_message_row (FoyerEntryMark *self)
{
  GtkWidget *list = gtk_widget_get_parent (self->row);

  if (!GTK_IS_LIST_BOX (list))
    return;
  self->message_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->message_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->message_label), 0);
  gtk_widget_add_css_class (self->message_label, "caption");
  gtk_widget_add_css_class (self->message_label, "error");
  self->message_row = foyer_message_row_new ();
  gtk_widget_add_css_class (self->message_row, "field-message");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->message_row), self->message_label);
  gtk_list_box_insert (GTK_LIST_BOX (list), self->message_row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->row)) + 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->message_row), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->message_label, NULL, -1);
  g_object_add_weak_pointer (G_OBJECT (self->message_row), (gpointer *) &self->message_row);
}

static void
foyer_entry_mark_dispose (GObject *object)
{
  FoyerEntryMark *self = FOYER_ENTRY_MARK (object);

  g_clear_weak_pointer (&self->message_row);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (foyer_entry_mark_parent_class)->dispose (object);
}

static void
foyer_entry_mark_class_init (FoyerEntryMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_entry_mark_dispose;
}

static void
foyer_entry_mark_init (FoyerEntryMark *self)
{
  GtkWidget *label = gtk_label_new (C_ ("field", "Required"));

  gtk_widget_add_css_class (label, "dimmed");
  adw_bin_set_child (ADW_BIN (self), label);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * foyer_entry_mark_add:
 * @row: the row it becomes a part of
 * @required: whether the row must be filled; it says so while it is empty
 *
 * Returns: (transfer none): the mark, which lives as long as the row
 */
FoyerEntryMark *
foyer_entry_mark_add (AdwEntryRow *row, gboolean required)
{
  FoyerEntryMark *self = g_object_new (FOYER_TYPE_ENTRY_MARK, NULL);

  self->row = GTK_WIDGET (row);
  self->required = required;
  adw_entry_row_add_suffix (row, GTK_WIDGET (self));
  gtk_accessible_update_property (get_text (self), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (update_required), self, G_CONNECT_SWAPPED);
  update_required (self);
  return self;
}

/**
 * foyer_entry_mark_get_problem:
 *
 * Returns: (nullable) (transfer none): what stands below the row now
 */
const char *
foyer_entry_mark_get_problem (FoyerEntryMark *self)
{
  g_return_val_if_fail (FOYER_IS_ENTRY_MARK (self), NULL);
  return self->problem;
}

/**
 * foyer_entry_mark_set_problem:
 * @problem: (nullable): a translated sentence that is said below the row; `NULL` when it is mended
 */
void
foyer_entry_mark_set_problem (FoyerEntryMark *self, const char *problem)
{
  g_return_if_fail (FOYER_IS_ENTRY_MARK (self));

  if (!g_set_str (&self->problem, problem))
    return;
  if (problem != NULL && self->message_row == NULL)
    make_message_row (self);
  if (self->message_row == NULL)
    return;
  if (problem != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->message_label), problem);
      gtk_widget_add_css_class (self->row, "has-message");
    }
  else
    {
      gtk_widget_remove_css_class (self->row, "has-message");
    }
  gtk_widget_set_visible (self->message_row, problem != NULL);
  tell_invalid (self, problem != NULL ? self->message_label : NULL);
}

/**
 * foyer_entry_mark_set_said_elsewhere:
 * @message: (nullable): what says, at another place, that something is wrong with the row; `NULL` when it is mended
 */
void
foyer_entry_mark_set_said_elsewhere (FoyerEntryMark *self, GtkWidget *message)
{
  g_return_if_fail (FOYER_IS_ENTRY_MARK (self));

  tell_invalid (self, message);
}
