/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pending changes, in the order in which they were saved. There can be ten thousand: only the rows that are seen
 * have widgets, and nothing here asks for all of them. */

#include "config.h"

#include "foyer-outbox-list.h"

#include "foyer-ui.h"

#define TICK 1 /* seconds: "Sends in 8 s" */

struct _FoyerOutboxList
{
  AdwBreakpointBin parent_instance;

  /* owned */
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  GPtrArray *bound; /* of borrowed GtkListItem */
  guint tick;       /* while it is seen */

  FoyerTrouble trouble;
  gboolean is_paused;
  gboolean compact;

  /* template */
  GtkStack *stack;
  GtkListView *list_view;
};

enum
{
  COMMAND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerOutboxList, foyer_outbox_list, ADW_TYPE_BREAKPOINT_BIN)

static void
update_item (FoyerOutboxList *self, GtkListItem *list_item)
{
  FoyerOutboxEntry *entry = FOYER_OUTBOX_ENTRY (gtk_list_item_get_child (list_item));
  FoyerOutboxScene scene = { self->trouble, self->is_paused, g_get_real_time () / G_USEC_PER_SEC };
  g_autofree char *spoken = NULL;

  foyer_outbox_entry_set_compact (entry, self->compact);
  foyer_outbox_entry_update (entry, &scene);
  spoken = foyer_outbox_entry_dup_spoken (entry);
  gtk_list_item_set_accessible_label (list_item, spoken);
}

static void
update_bound (FoyerOutboxList *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_item (self, g_ptr_array_index (self->bound, i));
}

static void
become_compact_cb (FoyerOutboxList *self)
{
  self->compact = TRUE;
  update_bound (self);
}

static void
become_wide_cb (FoyerOutboxList *self)
{
  self->compact = FALSE;
  update_bound (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  update_bound (user_data);
  return G_SOURCE_CONTINUE;
}

static void
update_page (FoyerOutboxList *self)
{
  const char *page = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    page = gtk_filter_list_model_get_filter (self->filtered) != NULL ? "none-needs-you" : "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
emit_command (FoyerOutboxList *self, FoyerOutboxRow *row, FoyerOutboxCommand command)
{
  if (foyer_outbox_row_allows (row, command))
    g_signal_emit (self, signals[COMMAND], 0, row, (guint) command);
}

static void
command_cb (FoyerOutboxList *self, FoyerOutboxRow *row, guint command)
{
  emit_command (self, row, command);
}

static void
activate_cb (FoyerOutboxList *self, guint position)
{
  g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL)
    return;
  emit_command (self, row,
                foyer_outbox_row_allows (row, FOYER_COMMAND_RESOLVE) ? FOYER_COMMAND_RESOLVE : FOYER_COMMAND_OPEN);
}

static gboolean
delete_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FoyerOutboxList *self = FOYER_OUTBOX_LIST (widget);
  FoyerOutboxRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  emit_command (self, row, FOYER_COMMAND_DISCARD);
  return GDK_EVENT_STOP;
}

static gboolean
needs_person_cb (gpointer item, gpointer user_data)
{
  return foyer_outbox_state_needs_person (foyer_outbox_row_get_state (item));
}

static void
entry_changed_cb (GtkListItem *list_item)
{
  GtkWidget *self = gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), FOYER_TYPE_OUTBOX_LIST);

  if (self != NULL)
    update_item (FOYER_OUTBOX_LIST (self), list_item);
}

static void
setup_cb (FoyerOutboxList *self, GtkListItem *list_item)
{
  GtkWidget *entry = foyer_outbox_entry_new ();

  g_signal_connect_object (entry, "command", G_CALLBACK (command_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), list_item, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, entry);
}

static void
bind_cb (FoyerOutboxList *self, GtkListItem *list_item)
{
  foyer_outbox_entry_set_row (FOYER_OUTBOX_ENTRY (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
  update_item (self, list_item);
  g_ptr_array_add (self->bound, list_item);
}

static void
unbind_cb (FoyerOutboxList *self, GtkListItem *list_item)
{
  foyer_outbox_entry_set_row (FOYER_OUTBOX_ENTRY (gtk_list_item_get_child (list_item)), NULL);
  g_ptr_array_remove_fast (self->bound, list_item);
}

static void
foyer_outbox_list_map (GtkWidget *widget)
{
  FoyerOutboxList *self = FOYER_OUTBOX_LIST (widget);

  GTK_WIDGET_CLASS (foyer_outbox_list_parent_class)->map (widget);
  update_bound (self);
  self->tick = g_timeout_add_seconds (TICK, tick_cb, self);
}

static void
foyer_outbox_list_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FOYER_OUTBOX_LIST (widget)->tick, g_source_remove);
  GTK_WIDGET_CLASS (foyer_outbox_list_parent_class)->unmap (widget);
}

static gboolean
foyer_outbox_list_grab_focus (GtkWidget *widget)
{
  FoyerOutboxList *self = FOYER_OUTBOX_LIST (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return FALSE;
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
foyer_outbox_list_dispose (GObject *object)
{
  FoyerOutboxList *self = FOYER_OUTBOX_LIST (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_single_selection_set_model (self->selection, NULL);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_outbox_list_parent_class)->dispose (object);
}

static void
foyer_outbox_list_class_init (FoyerOutboxListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_outbox_list_dispose;
  widget_class->map = foyer_outbox_list_map;
  widget_class->unmap = foyer_outbox_list_unmap;
  widget_class->grab_focus = foyer_outbox_list_grab_focus;

  /**
   * FoyerOutboxList::command:
   * @row: the pending change
   * @command: a FoyerOutboxCommand that it allows
   */
  signals[COMMAND] = g_signal_new ("command", FOYER_TYPE_OUTBOX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, FOYER_TYPE_OUTBOX_ROW, G_TYPE_UINT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-outbox-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxList, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerOutboxList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, become_compact_cb);
  gtk_widget_class_bind_template_callback (widget_class, become_wide_cb);
}

static void
foyer_outbox_list_init (FoyerOutboxList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  self->filtered = gtk_filter_list_model_new (NULL, NULL);
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  update_page (self);
}

GtkWidget *
foyer_outbox_list_new (void)
{
  return g_object_new (FOYER_TYPE_OUTBOX_LIST, NULL);
}

/**
 * foyer_outbox_list_set_model:
 * @self: the list
 * @model: (nullable): the pending changes, of FoyerOutboxRow
 */
void
foyer_outbox_list_set_model (FoyerOutboxList *self, GListModel *model)
{
  g_return_if_fail (FOYER_IS_OUTBOX_LIST (self));

  gtk_filter_list_model_set_model (self->filtered, model);
}

/**
 * foyer_outbox_list_set_only_needing_person:
 * @self: the list
 * @only_needing_person: whether to show only what a person has to decide
 */
void
foyer_outbox_list_set_only_needing_person (FoyerOutboxList *self, gboolean only_needing_person)
{
  g_autoptr (GtkFilter) filter = NULL;

  g_return_if_fail (FOYER_IS_OUTBOX_LIST (self));

  if (only_needing_person)
    filter = GTK_FILTER (gtk_custom_filter_new (needs_person_cb, NULL, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  update_page (self);
}

/**
 * foyer_outbox_list_refilter:
 * @self: the list
 *
 * Others of its rows need a person now than before.
 */
void
foyer_outbox_list_refilter (FoyerOutboxList *self)
{
  GtkFilter *filter;

  g_return_if_fail (FOYER_IS_OUTBOX_LIST (self));

  filter = gtk_filter_list_model_get_filter (self->filtered);
  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * foyer_outbox_list_set_trouble:
 * @self: the list
 * @trouble: what is wrong with the account as a whole
 * @is_paused: whether nothing is sent because the key was refused
 */
void
foyer_outbox_list_set_trouble (FoyerOutboxList *self, FoyerTrouble trouble, gboolean is_paused)
{
  g_return_if_fail (FOYER_IS_OUTBOX_LIST (self));

  if (self->trouble == trouble && self->is_paused == is_paused)
    return;
  self->trouble = trouble;
  self->is_paused = is_paused;
  update_bound (self);
}
