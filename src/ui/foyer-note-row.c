/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note of a lead: read, or being written. Without a note it is where a new one is written. */

#include "config.h"

#include "foyer-note-row.h"

#include "foyer-focus.h"
#include "foyer-lead-text.h"

#include <glib/gi18n.h>

struct _FoyerNoteRow
{
  AdwPreferencesRow parent_instance;

  /* owned */
  FoyerNote *note; /* nullable */
  char *source;    /* nullable: the note as it was when what is typed was begun */

  /* children */
  GtkStack *stack;
  GtkLabel *about; /* nullable: of a note that is there */
  GtkTextView *text_view;
  GtkLabel *hint;
  GtkWidget *save_button;
  GtkWidget *edit_button; /* nullable */
};

enum
{
  SAVE,
  TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerNoteRow, foyer_note_row, ADW_TYPE_PREFERENCES_ROW)

static char *
describe (FoyerNote *note, const char *author)
{
  g_autofree char *when = foyer_lead_text_time (foyer_note_get_created (note));

  if (when != NULL && *author != '\0')
    /* Translators: who wrote a note, and when */
    return g_strdup_printf (C_ ("note", "%s, %s"), author, when);
  return g_strdup (when != NULL ? when : author);
}

static void
typed_cb (FoyerNoteRow *self)
{
  g_autofree char *text = foyer_note_row_dup_typed (self);

  gtk_widget_set_sensitive (self->save_button, text != NULL);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
edit_cb (FoyerNoteRow *self)
{
  foyer_note_row_edit (self, self->note != NULL ? foyer_note_get_text (self->note) : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
cancel_cb (FoyerNoteRow *self)
{
  foyer_note_row_close (self);
  foyer_note_row_focus (self);
}

static void
save_cb (FoyerNoteRow *self)
{
  foyer_note_row_save (self);
}

static GtkWidget *
build_reader (FoyerNoteRow *self, const char *author)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *about = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (foyer_note_get_text (self->note));
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

  self->about = GTK_LABEL (about);
  self->edit_button = edit;
  foyer_note_row_set_author (self, author);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (about, TRUE);
  gtk_widget_add_css_class (about, "caption");
  gtk_widget_add_css_class (about, "dimmed");
  gtk_widget_add_css_class (edit, "flat");
  g_signal_connect_object (edit, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (header), about);
  gtk_box_append (GTK_BOX (header), edit);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static GtkWidget *
build_opener (FoyerNoteRow *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic", "label",
                                     _ ("Add a _Note"), "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);

  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_writer (FoyerNoteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->text_view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text_view, FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->text_view), -1, 72);
  gtk_widget_add_css_class (GTK_WIDGET (self->text_view), "note-text");
  /* Translators: for a screen reader: where the text of a note is written */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);

  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);

  /* Translators: a button below the text of a note */
  self->save_button = gtk_button_new_with_mnemonic (_ ("Save _Note"));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->save_button);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text_view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

static void
foyer_note_row_dispose (GObject *object)
{
  g_clear_object (&FOYER_NOTE_ROW (object)->note);
  G_OBJECT_CLASS (foyer_note_row_parent_class)->dispose (object);
}

static void
foyer_note_row_finalize (GObject *object)
{
  g_free (FOYER_NOTE_ROW (object)->source);
  G_OBJECT_CLASS (foyer_note_row_parent_class)->finalize (object);
}

static void
foyer_note_row_class_init (FoyerNoteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_note_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_note_row_finalize;

  signals[SAVE] = g_signal_new ("save", FOYER_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", FOYER_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_note_row_init (FoyerNoteRow *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "note");
  gtk_stack_add_named (self->stack, build_writer (self), "write");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->stack));
}

/**
 * foyer_note_row_new:
 * @note: (nullable): what is shown; %NULL for a row to write a new one in
 * @author: who wrote it; empty when that is not known
 */
GtkWidget *
foyer_note_row_new (FoyerNote *note, const char *author)
{
  FoyerNoteRow *self = g_object_new (FOYER_TYPE_NOTE_ROW, "use-markup", FALSE, NULL);

  g_set_object (&self->note, note);
  gtk_stack_add_named (self->stack, note != NULL ? build_reader (self, author) : build_opener (self), "read");
  gtk_stack_set_visible_child_name (self->stack, "read");
  return GTK_WIDGET (self);
}

/**
 * foyer_note_row_set_author:
 * @self: the row of a note that is there
 * @author: who wrote it, or how it stands
 */
void
foyer_note_row_set_author (FoyerNoteRow *self, const char *author)
{
  g_autofree char *words = NULL;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (FOYER_IS_NOTE_ROW (self));
  g_return_if_fail (self->about != NULL);

  words = describe (self->note, author);
  gtk_label_set_label (self->about, words);
  if (*words != '\0')
    /* Translators: on a button beside each note; %s is who wrote it, and when */
    tooltip = g_strdup_printf (_ ("Edit the Note: %s"), words);
  gtk_widget_set_tooltip_text (self->edit_button, tooltip != NULL ? tooltip : _ ("Edit This Note"));
}

FoyerNote *
foyer_note_row_get_note (FoyerNoteRow *self)
{
  return self->note;
}

/**
 * foyer_note_row_dup_typed:
 *
 * Returns: (transfer full) (nullable): what stands in the row to be saved; %NULL for nothing, or nothing new
 */
char *
foyer_note_row_dup_typed (FoyerNoteRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (*text == '\0' || (self->note != NULL && g_str_equal (text, foyer_note_get_text (self->note))))
    return NULL;
  return g_steal_pointer (&text);
}

/**
 * foyer_note_row_dup_base:
 *
 * Returns: (transfer full) (nullable): the note that what is typed changes, as it was when that was begun, so that
 * what somebody else wrote meanwhile is not written over unseen; `NULL` for a new one
 */
FoyerNote *
foyer_note_row_dup_base (FoyerNoteRow *self)
{
  if (self->note == NULL || self->source == NULL || g_str_equal (self->source, foyer_note_get_source (self->note)))
    return self->note != NULL ? g_object_ref (self->note) : NULL;
  return foyer_note_new (foyer_note_get_id (self->note), foyer_note_get_lead_id (self->note), self->source,
                         foyer_note_get_author_id (self->note), foyer_note_get_created (self->note),
                         foyer_note_get_modified (self->note));
}

/**
 * foyer_note_row_edit:
 * @text: what to begin with
 */
void
foyer_note_row_edit (FoyerNoteRow *self, const char *text)
{
  foyer_note_row_resume (self, text, self->note != NULL ? foyer_note_get_source (self->note) : "");
}

/**
 * foyer_note_row_resume:
 * @text: what was typed
 * @source: the note as it was when that was begun
 */
void
foyer_note_row_resume (FoyerNoteRow *self, const char *text, const char *source)
{
  g_set_str (&self->source, source);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
  if (self->note != NULL && foyer_note_get_has_markup (self->note))
    foyer_note_row_complain (self,
                             _ ("This note has formatting on the platform. Saving it here keeps only its words."));
  gtk_stack_set_visible_child_name (self->stack, "write");
}

/**
 * foyer_note_row_close:
 *
 * Ends writing: what is typed is gone.
 */
void
foyer_note_row_close (FoyerNoteRow *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", -1);
  gtk_stack_set_visible_child_name (self->stack, "read");
  g_signal_emit (self, signals[TYPED], 0);
}

/**
 * foyer_note_row_focus:
 *
 * Gives the focus to the first control of the row.
 */
void
foyer_note_row_focus (FoyerNoteRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * foyer_note_row_is_written_in:
 *
 * Returns: whether somebody is at it just now
 */
gboolean
foyer_note_row_is_written_in (FoyerNoteRow *self)
{
  return foyer_focus_find_in (gtk_stack_get_child_by_name (self->stack, "write")) != NULL;
}

/**
 * foyer_note_row_save:
 *
 * Asks for what is typed to be kept.
 *
 * Returns: whether there is something new to be kept
 */
gboolean
foyer_note_row_save (FoyerNoteRow *self)
{
  g_autofree char *text = foyer_note_row_dup_typed (self);

  if (text == NULL)
    return FALSE;
  g_signal_emit (self, signals[SAVE], 0, text);
  return TRUE;
}

void
foyer_note_row_set_busy (FoyerNoteRow *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
}

/**
 * foyer_note_row_complain:
 * @words: why it is not saved
 */
void
foyer_note_row_complain (FoyerNoteRow *self, const char *words)
{
  gtk_label_set_label (self->hint, words);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}
