/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picks a company or a person by typing. What is chosen (an id and its name) stays while a person types: typing is a
 * search, and only choosing, or emptying the row, changes the lead. What was typed and left without choosing is
 * complained about. */

#include "config.h"

#include "foyer-party-row-private.h"

#include "foyer-left-to-right.h"
#include "foyer-row-names.h"

#include <glib/gi18n.h>

enum
{
  PROP_SESSION = 1,
  PROP_PARTY_KIND,
  PROP_PARTY_ID,
  PROP_PARTY_NAME,
  PROP_COMPANY_ID,
  PROP_COMPANY_NAME,
  PROP_EMAIL,
  PROP_PHONE,
  PROP_COMPLAINT,
  PROP_REMARK,
  N_PROPERTIES,
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPartyRow, foyer_party_row, ADW_TYPE_ENTRY_ROW)

/* What stands quietly below whoever is chosen. */
static char *
dup_remark (FoyerPartyRow *self)
{
  g_autofree char *email = foyer_left_to_right_isolate (self->email);
  g_autofree char *phone = foyer_left_to_right_isolate (self->phone);

  if (self->party_id < 0)
    return g_strdup (C_ ("party", "New, not sent yet"));
  if (self->party_id == 0)
    return NULL;
  return foyer_party_suggestions_join_facts ((const char *[]) { email, phone }, 2);
}

static void
party_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPartyRow) self = user_data;
  g_autoptr (FoyerParty) party = foyer_session_load_party_finish (FOYER_SESSION (source), result, NULL);

  if (party != NULL && foyer_party_get_id (party) == self->party_id && *self->party_name == '\0')
    foyer_party_row_set_party_name (self, foyer_party_get_name (party));
}

/* The id and its name arrive one after the other; only an id whose name does not come is asked for. */
static void
load_name_cb (gpointer user_data)
{
  FoyerPartyRow *self = user_data;

  self->name_idle = 0;
  if (self->party_id > 0 && *self->party_name == '\0' && foyer_party_search_get_session (self->search) != NULL
      && gtk_widget_get_visible (GTK_WIDGET (self)))
    foyer_session_load_party_async (foyer_party_search_get_session (self->search), self->kind, self->party_id, NULL,
                                    party_loaded_cb, g_object_ref (self));
}

static void
foyer_party_row_dispose (GObject *object)
{
  FoyerPartyRow *self = FOYER_PARTY_ROW (object);

  g_clear_handle_id (&self->name_idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->search, self);
  foyer_party_search_set_session (self->search, NULL);
  if (self->suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->suggestions)));
  G_OBJECT_CLASS (foyer_party_row_parent_class)->dispose (object);
}

static void
foyer_party_row_finalize (GObject *object)
{
  FoyerPartyRow *self = FOYER_PARTY_ROW (object);

  g_free (self->party_name);
  g_free (self->company_name);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->complaint);
  g_object_unref (self->search);
  G_OBJECT_CLASS (foyer_party_row_parent_class)->finalize (object);
}

static void
foyer_party_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerPartyRow *self = FOYER_PARTY_ROW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, foyer_party_search_get_session (self->search));
      break;
    case PROP_PARTY_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_PARTY_ID:
      g_value_set_int64 (value, self->party_id);
      break;
    case PROP_PARTY_NAME:
      g_value_set_string (value, self->party_name);
      break;
    case PROP_COMPANY_ID:
      g_value_set_int64 (value, self->company_id);
      break;
    case PROP_COMPANY_NAME:
      g_value_set_string (value, self->company_name);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_PHONE:
      g_value_set_string (value, self->phone);
      break;
    case PROP_REMARK:
      g_value_take_string (value, dup_remark (self));
      break;
    case PROP_COMPLAINT:
      g_value_set_string (value, self->complaint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_party_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerPartyRow *self = FOYER_PARTY_ROW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_party_row_set_session (self, g_value_get_object (value));
      break;
    case PROP_PARTY_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_PARTY_ID:
      foyer_party_row_set_party_id (self, g_value_get_int64 (value));
      break;
    case PROP_PARTY_NAME:
      foyer_party_row_set_party_name (self, g_value_get_string (value));
      break;
    case PROP_COMPANY_ID:
      foyer_party_row_set_company_id (self, g_value_get_int64 (value));
      break;
    case PROP_COMPANY_NAME:
      if (g_set_str (&self->company_name, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_EMAIL:
    case PROP_PHONE:
      if (g_set_str (prop_id == PROP_EMAIL ? &self->email : &self->phone, g_value_get_string (value)))
        {
          g_object_notify_by_pspec (object, pspec);
          g_object_notify_by_pspec (object, properties[PROP_REMARK]);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Whatever else stands at the end of the row, the arrow comes last, as in a combo row. */
static void
foyer_party_row_root (GtkWidget *widget)
{
  FoyerPartyRow *self = FOYER_PARTY_ROW (widget);
  g_autoptr (GtkWidget) arrow = g_object_ref (self->arrow);

  GTK_WIDGET_CLASS (foyer_party_row_parent_class)->root (widget);
  adw_entry_row_remove (ADW_ENTRY_ROW (self), arrow);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), arrow);
}

static void
foyer_party_row_class_init (FoyerPartyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_party_row_dispose;
  object_class->finalize = foyer_party_row_finalize;
  object_class->get_property = foyer_party_row_get_property;
  object_class->set_property = foyer_party_row_set_property;
  GTK_WIDGET_CLASS (klass)->root = foyer_party_row_root;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  properties[PROP_PARTY_KIND] = g_param_spec_enum ("party-kind", NULL, NULL, FOYER_TYPE_PARTY_KIND, FOYER_PARTY_COMPANY,
                                                   flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_PARTY_ID] = g_param_spec_int64 ("party-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PARTY_NAME] = g_param_spec_string ("party-name", NULL, NULL, NULL, flags);
  properties[PROP_COMPANY_ID] = g_param_spec_int64 ("company-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_COMPANY_NAME] = g_param_spec_string ("company-name", NULL, NULL, NULL, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLAINT] = g_param_spec_string (
      "complaint", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FoyerPartyRow::chosen:
   * @party: (nullable): who was chosen; `NULL` when the row was emptied
   *
   * A person did it. The id and the name are set already.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FOYER_TYPE_PARTY);
}

static void
foyer_party_row_init (FoyerPartyRow *self)
{
  self->party_name = g_strdup ("");
  self->search = foyer_party_search_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  foyer_row_names_add (ADW_PREFERENCES_ROW (self));
  foyer_party_row_init_typing (self);
}

/**
 * foyer_party_row_new:
 *
 * Returns: (transfer floating): a row with nobody chosen
 */
FoyerPartyRow *
foyer_party_row_new (FoyerPartyKind kind)
{
  return g_object_new (FOYER_TYPE_PARTY_ROW, "party-kind", kind, NULL);
}

/**
 * foyer_party_row_set_session:
 * @session: (nullable): where to search; without one nothing is suggested
 */
void
foyer_party_row_set_session (FoyerPartyRow *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  if (foyer_party_search_set_session (self->search, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

gint64
foyer_party_row_get_party_id (FoyerPartyRow *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_ROW (self), 0);
  return self->party_id;
}

void
foyer_party_row_set_party_id (FoyerPartyRow *self, gint64 party_id)
{
  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  if (self->party_id == party_id)
    return;
  self->party_id = party_id;
  foyer_party_row_show_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMARK]);
  if (party_id > 0 && self->name_idle == 0)
    self->name_idle = g_idle_add_once (load_name_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTY_ID]);
}

const char *
foyer_party_row_get_party_name (FoyerPartyRow *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_ROW (self), NULL);
  return self->party_name;
}

void
foyer_party_row_set_party_name (FoyerPartyRow *self, const char *party_name)
{
  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  if (!g_set_str (&self->party_name, party_name != NULL ? party_name : ""))
    return;
  foyer_party_row_show_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTY_NAME]);
}

/**
 * foyer_party_row_set_company_id:
 * @company_id: only its people are suggested; 0: anybody
 */
void
foyer_party_row_set_company_id (FoyerPartyRow *self, gint64 company_id)
{
  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  if (self->company_id == company_id)
    return;
  self->company_id = company_id;
  foyer_party_suggestions_set_parties (self->suggestions, NULL, NULL, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY_ID]);
}

/**
 * foyer_party_row_get_complaint:
 *
 * Returns: (nullable) (transfer none): what is wrong with what was typed and left
 */
const char *
foyer_party_row_get_complaint (FoyerPartyRow *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_ROW (self), NULL);
  return self->complaint;
}

void
foyer_party_row_set_complaint (FoyerPartyRow *self, const char *complaint)
{
  if (g_set_str (&self->complaint, complaint))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLAINT]);
}

void
foyer_party_row_emit_chosen (FoyerPartyRow *self, FoyerParty *party)
{
  g_signal_emit (self, signals[CHOSEN], 0, party);
}
