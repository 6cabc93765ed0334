/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pending change as the outbox shows it. It holds no state of its own; everything is read from the row again. */

#include "config.h"

#include "foyer-outbox-entry.h"

#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerOutboxEntry
{
  GtkBox parent_instance;

  /* owned, nullable */
  FoyerOutboxRow *row;
  char *style; /* the class of its mark now */
  gulong changed_handler;

  /* template */
  GtkImage *icon;
  GtkBox *body;
  GtkLabel *title;
  GtkLabel *what;
  GtkLabel *state;
  GtkLabel *answer;
  GtkButton *main_button;
  GtkMenuButton *menu_button;
};

enum
{
  COMMAND,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerOutboxEntry, foyer_outbox_entry, GTK_TYPE_BOX)

static const struct
{
  FoyerOutboxCommand command;
  const char *action;
} commands[] = {
  { FOYER_COMMAND_OPEN, "entry.open" },       { FOYER_COMMAND_SEND, "entry.send" },
  { FOYER_COMMAND_UNDO, "entry.undo" },       { FOYER_COMMAND_RESOLVE, "entry.resolve" },
  { FOYER_COMMAND_DISCARD, "entry.discard" },
};

/**
 * foyer_outbox_row_allows:
 * @row: a pending change
 * @command: what a person may want
 *
 * Returns: whether that can be asked for as the row stands
 */
gboolean
foyer_outbox_row_allows (FoyerOutboxRow *row, FoyerOutboxCommand command)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);
  FoyerOutboxState next;

  switch (command)
    {
    case FOYER_COMMAND_SEND:
      /* Of an update in conflict, nobody can say it all shall be sent before they saw what it replaces. */
      return (state != FOYER_OUTBOX_CONFLICT || foyer_outbox_row_is_add (row) || !foyer_outbox_row_has_found (row))
             && foyer_outbox_machine_step (state, FOYER_OUTBOX_SEND_NOW, &next, NULL, NULL);
    case FOYER_COMMAND_UNDO:
      return foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD
             && foyer_outbox_machine_step (state, FOYER_OUTBOX_UNDO, &next, NULL, NULL);
    case FOYER_COMMAND_RESOLVE:
      return state == FOYER_OUTBOX_CONFLICT && (foyer_outbox_row_is_add (row) || foyer_outbox_row_has_found (row));
    case FOYER_COMMAND_DISCARD:
      return foyer_outbox_machine_step (state, FOYER_OUTBOX_DISCARD, &next, NULL, NULL);
    case FOYER_COMMAND_OPEN:
    default:
      if (foyer_outbox_kind_is_party (foyer_outbox_row_get_kind (row)))
        return state == FOYER_OUTBOX_HELD || state == FOYER_OUTBOX_QUEUED || state == FOYER_OUTBOX_REJECTED;
      return foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD && !foyer_outbox_state_is_final (state);
    }
}

/* What is most likely wanted stands beside the row, the rest in its menu. */
static FoyerOutboxCommand
main_command (FoyerOutboxRow *row)
{
  switch (foyer_outbox_row_get_state (row))
    {
    case FOYER_OUTBOX_CONFLICT:
      return foyer_outbox_row_allows (row, FOYER_COMMAND_RESOLVE) ? FOYER_COMMAND_RESOLVE : FOYER_COMMAND_SEND;
    case FOYER_OUTBOX_HELD:
      return FOYER_COMMAND_UNDO;
    case FOYER_OUTBOX_QUEUED:
      return FOYER_COMMAND_SEND;
    case FOYER_OUTBOX_REJECTED:
      return foyer_outbox_row_allows (row, FOYER_COMMAND_OPEN) ? FOYER_COMMAND_OPEN : FOYER_COMMAND_SEND;
    default:
      return FOYER_COMMAND_OPEN;
    }
}

static const char *
main_label (FoyerOutboxRow *row)
{
  switch (foyer_outbox_row_get_state (row))
    {
    case FOYER_OUTBOX_CONFLICT:
      return foyer_outbox_row_allows (row, FOYER_COMMAND_RESOLVE) ? C_ ("outbox", "Compare…")
                                                                  : C_ ("outbox", "Send Now");
    case FOYER_OUTBOX_REJECTED:
      return foyer_outbox_row_allows (row, FOYER_COMMAND_OPEN) ? C_ ("outbox", "Mend") : C_ ("outbox", "Send Now");
    case FOYER_OUTBOX_HELD:
      return C_ ("outbox", "Undo");
    case FOYER_OUTBOX_QUEUED:
      return C_ ("outbox", "Send Now");
    default:
      return C_ ("outbox", "Open");
    }
}

static void
command_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerOutboxEntry *self = FOYER_OUTBOX_ENTRY (widget);

  for (guint i = 0; i < G_N_ELEMENTS (commands) && self->row != NULL; i++)
    if (g_str_equal (commands[i].action, name))
      {
        g_autoptr (FoyerOutboxRow) row = g_object_ref (self->row);

        g_signal_emit (self, signals[COMMAND], 0, row, (guint) commands[i].command);
        return;
      }
}

static void
row_changed_cb (FoyerOutboxEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_or_hide (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_style (FoyerOutboxEntry *self, const char *style)
{
  if (g_strcmp0 (self->style, style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  g_set_str (&self->style, style);
}

static void
update_buttons (FoyerOutboxEntry *self, const char *title)
{
  FoyerOutboxCommand shown = main_command (self->row);
  g_autofree char *spoken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), commands[i].action,
                                     foyer_outbox_row_allows (self->row, commands[i].command));
      if (commands[i].command == shown)
        gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), commands[i].action);
    }
  gtk_button_set_label (self->main_button, main_label (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), foyer_outbox_row_allows (self->row, shown));
  /* Translators: what a button does and the name of the lead, for a screen reader: "Send Now: Gala dinner" */
  spoken = g_strdup_printf (C_ ("button and what it is about", "%1$s: %2$s"), main_label (self->row), title);
  /* The label it shows would win. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->main_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->main_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
foyer_outbox_entry_dispose (GObject *object)
{
  foyer_outbox_entry_set_row (FOYER_OUTBOX_ENTRY (object), NULL);
  G_OBJECT_CLASS (foyer_outbox_entry_parent_class)->dispose (object);
}

static void
foyer_outbox_entry_finalize (GObject *object)
{
  g_free (FOYER_OUTBOX_ENTRY (object)->style);
  G_OBJECT_CLASS (foyer_outbox_entry_parent_class)->finalize (object);
}

static void
foyer_outbox_entry_class_init (FoyerOutboxEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_outbox_entry_dispose;
  object_class->finalize = foyer_outbox_entry_finalize;

  /**
   * FoyerOutboxEntry::command:
   * @row: the pending change
   * @command: a FoyerOutboxCommand
   */
  signals[COMMAND] = g_signal_new ("command", FOYER_TYPE_OUTBOX_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, FOYER_TYPE_OUTBOX_ROW, G_TYPE_UINT);
  /**
   * FoyerOutboxEntry::changed:
   *
   * The row is not what it was: update the entry.
   */
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_OUTBOX_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i].action, NULL, command_action);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-outbox-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, body);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, what);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, state);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, answer);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, main_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxEntry, menu_button);
}

static void
foyer_outbox_entry_init (FoyerOutboxEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_outbox_entry_new (void)
{
  return g_object_new (FOYER_TYPE_OUTBOX_ENTRY, NULL);
}

/**
 * foyer_outbox_entry_set_row:
 * @self: an entry
 * @row: (nullable): the pending change it shows from the next update on
 */
void
foyer_outbox_entry_set_row (FoyerOutboxEntry *self, FoyerOutboxRow *row)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ENTRY (self));

  if (self->row != NULL)
    g_clear_signal_handler (&self->changed_handler, self->row);
  g_set_object (&self->row, row);
  if (row != NULL)
    self->changed_handler = g_signal_connect_object (row, "notify", G_CALLBACK (row_changed_cb), self,
                                                     G_CONNECT_SWAPPED);
}

/**
 * foyer_outbox_entry_update:
 * @self: an entry
 * @scene: what the row does not know
 *
 * Reads everything again.
 */
void
foyer_outbox_entry_update (FoyerOutboxEntry *self, const FoyerOutboxScene *scene)
{
  FoyerOutboxState state;
  g_autofree char *title = NULL;
  g_autofree char *what = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *answer = NULL;

  g_return_if_fail (FOYER_IS_OUTBOX_ENTRY (self));

  if (self->row == NULL)
    return;
  state = foyer_outbox_row_get_state (self->row);
  title = foyer_outbox_text_title (self->row);
  what = foyer_outbox_text_what (self->row);
  sentence = foyer_outbox_text_state (self->row, scene);
  answer = foyer_outbox_text_answer (self->row, scene);

  gtk_image_set_from_icon_name (self->icon, foyer_outbox_text_icon (state));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->state, sentence);
  set_or_hide (self->answer, answer);
  set_style (self, foyer_outbox_text_style (state));
  update_buttons (self, title);
}

/**
 * foyer_outbox_entry_set_compact:
 * @self: an entry
 * @compact: whether there is too little room for the button beside the words
 */
void
foyer_outbox_entry_set_compact (FoyerOutboxEntry *self, gboolean compact)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ENTRY (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->main_button), compact ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_valign (GTK_WIDGET (self->menu_button), compact ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
}

/**
 * foyer_outbox_entry_dup_spoken:
 * @self: an entry
 *
 * Returns: (transfer full): what a screen reader says for the whole row
 */
char *
foyer_outbox_entry_dup_spoken (FoyerOutboxEntry *self)
{
  GtkLabel *labels[] = { self->title, self->what, self->state, self->answer };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *label = gtk_label_get_label (labels[i]);

      if (*label != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list of fields", ", ") : "", label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
