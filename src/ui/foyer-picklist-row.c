/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A combo row over the choices of a picklist: the only place that knows positions. The id is the truth. AdwComboRow
 * always selects something, and something else whenever its model changes; while the list or the id changes nothing of
 * that counts: only a person's choice writes the id. */

#include "config.h"

#include "foyer-picklist-row.h"

#include "foyer-announce.h"
#include "foyer-picklist-choices.h"
#include "foyer-picklist-factory.h"
#include "foyer-row-names.h"
#include "foyer-text.h"

#include <glib/gi18n.h>

#define MAX_ITEMS_WITHOUT_SEARCH 8
#define TYPING_PAUSE_MS          1000

struct _FoyerPicklistRow
{
  AdwComboRow parent_instance;

  FoyerPicklistChoices *choices; /* owned */
  FoyerPicklists *picklists;     /* owned, nullable */
  GString *typed;                /* owned: what was typed while the list is closed */
  guint32 typed_at;              /* the time of the last key press, ms */
  gint64 asked_for;              /* the unknown id a refresh was asked for */
  FoyerPicklistKind kind;
  gboolean required;
  gboolean known;
  guint following;
};

enum
{
  PROP_PICKLISTS = 1,
  PROP_KIND,
  PROP_PARENT_ID,
  PROP_SELECTED_ID,
  PROP_REQUIRED,
  PROP_KNOWN,
  N_PROPERTIES,
};

enum
{
  REFRESH_WANTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPicklistRow, foyer_picklist_row, ADW_TYPE_COMBO_ROW)

static char *
item_title_cb (FoyerPicklistItem *item, gpointer user_data)
{
  return foyer_picklist_row_item_title (item);
}

/* The row itself has the focus, not the label that shows the value: what it shows is told as its description. */
static void
describe (FoyerPicklistRow *self)
{
  FoyerPicklistItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  g_autofree char *title = NULL;

  if (item == NULL)
    return;
  title = foyer_picklist_item_get_id (item) == 0 && !self->known ? g_strdup (C_ ("picklist", "As on the platform"))
                                                                 : foyer_picklist_row_item_title (item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
follow_choices (FoyerPicklistRow *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  self->following++;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), foyer_picklist_choices_get_selected_position (self->choices));
  self->following--;
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), n_items > MAX_ITEMS_WITHOUT_SEARCH);
  describe (self);
}

static void
ask_for_unknown_id (FoyerPicklistRow *self)
{
  gint64 id = foyer_picklist_choices_get_selected_id (self->choices);
  FoyerPicklist *picklist = foyer_picklist_choices_get_picklist (self->choices);

  if (id == 0 || id == self->asked_for || picklist == NULL || foyer_picklist_lookup (picklist, id) != NULL)
    return;
  self->asked_for = id;
  g_signal_emit (self, signals[REFRESH_WANTED], 0, self->kind);
}

static void
update_picklist (FoyerPicklistRow *self)
{
  foyer_picklist_choices_set_picklist (self->choices, self->picklists != NULL && self->kind != FOYER_PICKLIST_NONE
                                                          ? foyer_picklists_get (self->picklists, self->kind)
                                                          : NULL);
}

static void
settled_cb (FoyerPicklistChoices *choices, FoyerPicklistRow *self)
{
  follow_choices (self);
  ask_for_unknown_id (self);
}

static void
selected_cb (FoyerPicklistRow *self, GParamSpec *pspec, gpointer user_data)
{
  FoyerPicklistItem *item = NULL;

  if (self->following > 0 || foyer_picklist_choices_get_settling (self->choices))
    return;

  item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  if (item != NULL)
    foyer_picklist_row_set_selected_id (self, foyer_picklist_item_get_id (item));
  else
    follow_choices (self);
}

/* Position 0 says that nothing is chosen; typing finds what can be chosen. A title that begins so comes before one that
 * has a word that begins so. */
static guint
find_title (FoyerPicklistRow *self, const char *folded, guint after)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices)) - 1;
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      guint position = 1 + (after + i) % n;
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->choices), position);
      g_autofree char *title = foyer_picklist_row_item_title (item);
      g_autofree char *folded_title = foyer_text_fold (title);

      if (g_str_has_prefix (folded_title, folded))
        return position;
      if (found == GTK_INVALID_LIST_POSITION)
        for (const char *p = strchr (folded_title, ' '); p != NULL; p = strchr (p + 1, ' '))
          if (g_str_has_prefix (p + 1, folded))
            found = position;
    }
  return found;
}

static gboolean
choose_position (FoyerPicklistRow *self, guint position)
{
  g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->choices), position);
  g_autofree char *title = NULL;

  if (item == NULL)
    return FALSE;
  title = foyer_picklist_row_item_title (item);
  foyer_picklist_row_set_selected_id (self, foyer_picklist_item_get_id (item));
  foyer_announce (GTK_WIDGET (self), title);
  return TRUE;
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, FoyerPicklistRow *self)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  /* While the list is open, its own search has the keys. */
  if (!gtk_widget_is_focus (GTK_WIDGET (self))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    {
      g_string_truncate (self->typed, 0);
      return choose_position (self, 0);
    }
  if (letter == 0 || !g_unichar_isprint (letter) || (letter == ' ' && self->typed->len == 0))
    return GDK_EVENT_PROPAGATE;
  return foyer_picklist_row_type_letter (
      self, letter, gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller)));
}

static void
foyer_picklist_row_dispose (GObject *object)
{
  FoyerPicklistRow *self = FOYER_PICKLIST_ROW (object);

  g_signal_handlers_disconnect_by_data (self->choices, self);
  foyer_picklist_choices_set_picklist (self->choices, NULL);
  g_clear_object (&self->picklists);
  G_OBJECT_CLASS (foyer_picklist_row_parent_class)->dispose (object);
}

static void
foyer_picklist_row_finalize (GObject *object)
{
  FoyerPicklistRow *self = FOYER_PICKLIST_ROW (object);

  g_object_unref (self->choices);
  g_string_free (self->typed, TRUE);
  G_OBJECT_CLASS (foyer_picklist_row_parent_class)->finalize (object);
}

static void
foyer_picklist_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerPicklistRow *self = FOYER_PICKLIST_ROW (object);

  switch (prop_id)
    {
    case PROP_PICKLISTS:
      g_value_set_object (value, self->picklists);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_PARENT_ID:
      g_value_set_int64 (value, foyer_picklist_row_get_parent_id (self));
      break;
    case PROP_SELECTED_ID:
      g_value_set_int64 (value, foyer_picklist_row_get_selected_id (self));
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      break;
    case PROP_KNOWN:
      g_value_set_boolean (value, self->known);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (FoyerPicklistRow *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  if (*flag == value)
    return;
  *flag = value;
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
foyer_picklist_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerPicklistRow *self = FOYER_PICKLIST_ROW (object);

  switch (prop_id)
    {
    case PROP_PICKLISTS:
      foyer_picklist_row_set_picklists (self, g_value_get_object (value));
      break;
    case PROP_KIND:
      foyer_picklist_row_set_kind (self, g_value_get_enum (value));
      break;
    case PROP_PARENT_ID:
      foyer_picklist_row_set_parent_id (self, g_value_get_int64 (value));
      break;
    case PROP_SELECTED_ID:
      foyer_picklist_row_set_selected_id (self, g_value_get_int64 (value));
      break;
    case PROP_REQUIRED:
      set_flag (self, &self->required, g_value_get_boolean (value), pspec);
      break;
    case PROP_KNOWN:
      set_flag (self, &self->known, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_picklist_row_class_init (FoyerPicklistRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_picklist_row_dispose;
  object_class->finalize = foyer_picklist_row_finalize;
  object_class->get_property = foyer_picklist_row_get_property;
  object_class->set_property = foyer_picklist_row_set_property;

  properties[PROP_PICKLISTS] = g_param_spec_object ("picklists", NULL, NULL, FOYER_TYPE_PICKLISTS, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, FOYER_TYPE_PICKLIST_KIND, FOYER_PICKLIST_NONE, flags);
  properties[PROP_PARENT_ID] = g_param_spec_int64 ("parent-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SELECTED_ID] = g_param_spec_int64 ("selected-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE, flags);
  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FoyerPicklistRow::refresh-wanted:
   * @kind: the list that lacks the id this row shows
   */
  signals[REFRESH_WANTED] = g_signal_new ("refresh-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, FOYER_TYPE_PICKLIST_KIND);
}

static void
foyer_picklist_row_init (FoyerPicklistRow *self)
{
  AdwComboRow *combo = ADW_COMBO_ROW (self);
  g_autoptr (GtkExpression)
      title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (item_title_cb), NULL, NULL);
  g_autoptr (GtkListItemFactory) value_factory = foyer_picklist_factory_new_for_value (self);
  g_autoptr (GtkListItemFactory) list_factory = foyer_picklist_factory_new_for_list (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->known = TRUE;
  self->typed = g_string_new (NULL);
  self->choices = foyer_picklist_choices_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  /* Being described by an empty subtitle would hide the description. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  adw_combo_row_set_expression (combo, title);
  adw_combo_row_set_search_match_mode (combo, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_factory (combo, value_factory);
  adw_combo_row_set_list_factory (combo, list_factory);
  adw_combo_row_set_model (combo, G_LIST_MODEL (self->choices));

  g_signal_connect (self->choices, "settled", G_CALLBACK (settled_cb), self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  foyer_row_names_add (ADW_PREFERENCES_ROW (self));
  describe (self);
}

/**
 * foyer_picklist_row_new:
 *
 * Returns: (transfer floating): a row that offers nothing yet
 */
FoyerPicklistRow *
foyer_picklist_row_new (void)
{
  return g_object_new (FOYER_TYPE_PICKLIST_ROW, NULL);
}

void
foyer_picklist_row_set_picklists (FoyerPicklistRow *self, FoyerPicklists *picklists)
{
  g_return_if_fail (FOYER_IS_PICKLIST_ROW (self));

  if (!g_set_object (&self->picklists, picklists))
    return;
  self->asked_for = 0;
  update_picklist (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICKLISTS]);
}

void
foyer_picklist_row_set_kind (FoyerPicklistRow *self, FoyerPicklistKind kind)
{
  g_return_if_fail (FOYER_IS_PICKLIST_ROW (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  update_picklist (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

gint64
foyer_picklist_row_get_parent_id (FoyerPicklistRow *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ROW (self), 0);
  return foyer_picklist_choices_get_parent_id (self->choices);
}

/**
 * foyer_picklist_row_set_parent_id:
 * @parent_id: what narrows the list, for reasons the stage and for subtypes the type; 0 for nothing
 */
void
foyer_picklist_row_set_parent_id (FoyerPicklistRow *self, gint64 parent_id)
{
  g_return_if_fail (FOYER_IS_PICKLIST_ROW (self));

  if (foyer_picklist_choices_get_parent_id (self->choices) == parent_id)
    return;
  foyer_picklist_choices_set_parent_id (self->choices, parent_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARENT_ID]);
}

gint64
foyer_picklist_row_get_selected_id (FoyerPicklistRow *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ROW (self), 0);
  return foyer_picklist_choices_get_selected_id (self->choices);
}

/**
 * foyer_picklist_row_set_selected_id:
 * @selected_id: an id of the list, or one it does not offer: that one is shown all the same; 0 for nothing
 */
void
foyer_picklist_row_set_selected_id (FoyerPicklistRow *self, gint64 selected_id)
{
  g_return_if_fail (FOYER_IS_PICKLIST_ROW (self));

  if (foyer_picklist_choices_get_selected_id (self->choices) == selected_id)
    return;
  foyer_picklist_choices_set_selected_id (self->choices, selected_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * foyer_picklist_row_type_letter:
 * @letter: what was typed while the list is closed
 * @time: when, ms, by the clock of the display. It tells how long a person paused also where the program was late
 *
 * Chooses the item whose title begins with what was typed without a pause of a second, @letter included; the same
 * letter again steps on to the next such item.
 *
 * Returns: whether anything was found
 */
gboolean
foyer_picklist_row_type_letter (FoyerPicklistRow *self, gunichar letter, guint32 time)
{
  guint selected = foyer_picklist_choices_get_selected_position (self->choices);
  guint position = GTK_INVALID_LIST_POSITION;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (FOYER_IS_PICKLIST_ROW (self), FALSE);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->choices)) < 2)
    return FALSE;
  if (time - self->typed_at > TYPING_PAUSE_MS)
    g_string_truncate (self->typed, 0);
  self->typed_at = time;

  g_string_append_unichar (self->typed, letter);
  folded = foyer_text_fold (self->typed->str);
  if (g_utf8_strlen (folded, -1) > 1)
    position = find_title (self, folded, selected == 0 ? 0 : selected - 1);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      g_string_truncate (self->typed, 0);
      g_string_append_unichar (self->typed, letter);
      g_free (folded);
      folded = foyer_text_fold (self->typed->str);
      position = *folded != '\0' ? find_title (self, folded, selected) : GTK_INVALID_LIST_POSITION;
    }
  return position != GTK_INVALID_LIST_POSITION && choose_position (self, position);
}

/**
 * foyer_picklist_row_item_title:
 *
 * Returns: (transfer full): what a person reads for the item: its title; its number where no list has named it yet
 */
char *
foyer_picklist_row_item_title (FoyerPicklistItem *item)
{
  g_autofree char *title = g_strdup (foyer_picklist_item_get_title (item));

  if (foyer_picklist_item_get_id (item) == 0)
    return g_strdup (C_ ("picklist", "Not chosen"));
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = g_strdup_printf ("#%" G_GINT64_FORMAT, foyer_picklist_item_get_id (item));
    }
  if (!foyer_picklist_item_get_retired (item))
    return g_steal_pointer (&title);
  /* Translators: the title of something the platform no longer offers, for example "Fax (retired)" */
  return g_strdup_printf (C_ ("picklist", "%s (retired)"), title);
}
