/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account: a UUID that names its folder and its secret; address, key and secret are replaceable under it. */

#include "foyer-account.h"

struct _FoyerAccount
{
  GObject parent_instance;

  char *uuid;    /* owned */
  char *title;   /* owned, nullable */
  char *address; /* owned, nullable */
  char *key;     /* owned, nullable */
  gboolean is_sample;
  gint64 user_id;
  guint request_lifetime;
  guint page_cap;
  FoyerAbilities abilities;
  gint64 checked;
};

enum
{
  PROP_TITLE = 1,
  PROP_ADDRESS,
  PROP_KEY,
  PROP_IS_SAMPLE,
  PROP_USER_ID,
  PROP_REQUEST_LIFETIME,
  PROP_PAGE_CAP,
  PROP_ABILITIES,
  PROP_CHECKED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerAccount, foyer_account, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (FoyerAbilities,
                     foyer_abilities,
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_LEADS, "list-leads"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_COMPANIES, "list-companies"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_CONTACTS, "list-contacts"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_OWNERS, "list-owners"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_INDUSTRIES, "list-industries"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_QUALITIES, "list-qualities"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_STAGES, "list-stages"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_TYPES, "list-types"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_SOURCES, "list-sources"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_CHANNELS, "list-channels"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_FILTER_LEAD_ID, "filter-lead-id"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_FILTER_LEAD_CREATED, "filter-lead-created"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_FILTER_LEAD_MODIFIED, "filter-lead-modified"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LEADS_ORDERED_BY_ID, "leads-ordered-by-id"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_READ_OWN_ADD_BACK, "read-own-add-back"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_READ_OWN_COMPANY_BACK, "read-own-company-back"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_READ_OWN_PERSON_BACK, "read-own-person-back"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_READ_OWN_NOTE_BACK, "read-own-note-back"),
                     G_DEFINE_ENUM_VALUE (FOYER_ABILITY_LIST_ALL_NOTES, "list-all-notes"))

static void
foyer_account_finalize (GObject *object)
{
  FoyerAccount *self = FOYER_ACCOUNT (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->address);
  g_free (self->key);
  G_OBJECT_CLASS (foyer_account_parent_class)->finalize (object);
}

static void
foyer_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerAccount *self = FOYER_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_IS_SAMPLE:
      g_value_set_boolean (value, self->is_sample);
      break;
    case PROP_USER_ID:
      g_value_set_int64 (value, self->user_id);
      break;
    case PROP_REQUEST_LIFETIME:
      g_value_set_uint (value, self->request_lifetime);
      break;
    case PROP_PAGE_CAP:
      g_value_set_uint (value, self->page_cap);
      break;
    case PROP_ABILITIES:
      g_value_set_flags (value, self->abilities);
      break;
    case PROP_CHECKED:
      g_value_set_int64 (value, self->checked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_account_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerAccount *self = FOYER_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      foyer_account_set_title (self, g_value_get_string (value));
      break;
    case PROP_ADDRESS:
      foyer_account_set_address (self, g_value_get_string (value));
      break;
    case PROP_KEY:
      foyer_account_set_key (self, g_value_get_string (value));
      break;
    case PROP_IS_SAMPLE:
      foyer_account_set_is_sample (self, g_value_get_boolean (value));
      break;
    case PROP_USER_ID:
      foyer_account_set_user_id (self, g_value_get_int64 (value));
      break;
    case PROP_REQUEST_LIFETIME:
      foyer_account_set_request_lifetime (self, g_value_get_uint (value));
      break;
    case PROP_PAGE_CAP:
      foyer_account_set_page_cap (self, g_value_get_uint (value));
      break;
    case PROP_ABILITIES:
      foyer_account_set_abilities (self, g_value_get_flags (value));
      break;
    case PROP_CHECKED:
      foyer_account_set_checked (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_account_class_init (FoyerAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_account_finalize;
  object_class->get_property = foyer_account_get_property;
  object_class->set_property = foyer_account_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_IS_SAMPLE] = g_param_spec_boolean ("is-sample", NULL, NULL, FALSE, flags);
  properties[PROP_USER_ID] = g_param_spec_int64 ("user-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REQUEST_LIFETIME] = g_param_spec_uint ("request-lifetime", NULL, NULL, 0, G_MAXUINT,
                                                         FOYER_REQUEST_LIFETIME, flags);
  properties[PROP_PAGE_CAP] = g_param_spec_uint ("page-cap", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ABILITIES] = g_param_spec_flags ("abilities", NULL, NULL, FOYER_TYPE_ABILITIES, FOYER_ABILITY_NONE,
                                                   flags);
  properties[PROP_CHECKED] = g_param_spec_int64 ("checked", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_account_init (FoyerAccount *self)
{
  self->request_lifetime = FOYER_REQUEST_LIFETIME;
}

/**
 * foyer_account_new:
 * @uuid: (nullable): its UUID, or `NULL` for a new one
 *
 * Returns: (transfer full): an account nothing is known of
 */
FoyerAccount *
foyer_account_new (const char *uuid)
{
  FoyerAccount *self = g_object_new (FOYER_TYPE_ACCOUNT, NULL);

  self->uuid = uuid != NULL ? g_strdup (uuid) : g_uuid_string_random ();
  return self;
}

const char *
foyer_account_get_uuid (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), NULL);
  return self->uuid;
}

/**
 * foyer_account_get_title:
 *
 * Returns: what the person calls the account
 */
const char *
foyer_account_get_title (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), NULL);
  return self->title;
}

void
foyer_account_set_title (FoyerAccount *self, const char *title)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * foyer_account_get_address:
 *
 * Returns: the platform's address, `https://…`
 */
const char *
foyer_account_get_address (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), NULL);
  return self->address;
}

void
foyer_account_set_address (FoyerAccount *self, const char *address)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (g_set_str (&self->address, address))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
}

/**
 * foyer_account_get_key:
 *
 * Returns: the public half of the credentials; the secret is never here
 */
const char *
foyer_account_get_key (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), NULL);
  return self->key;
}

void
foyer_account_set_key (FoyerAccount *self, const char *key)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (g_set_str (&self->key, key))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

/**
 * foyer_account_get_is_sample:
 *
 * Returns: whether it is the sample data, which can never be mistaken for a real account
 */
gboolean
foyer_account_get_is_sample (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), FALSE);
  return self->is_sample;
}

void
foyer_account_set_is_sample (FoyerAccount *self, gboolean is_sample)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->is_sample == is_sample)
    return;
  self->is_sample = is_sample;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SAMPLE]);
}

/**
 * foyer_account_get_user_id:
 *
 * Returns: which of the platform's people the person at this desk is, 0 when they did not say
 */
gint64
foyer_account_get_user_id (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), 0);
  return self->user_id;
}

void
foyer_account_set_user_id (FoyerAccount *self, gint64 user_id)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->user_id == user_id)
    return;
  self->user_id = user_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_ID]);
}

/**
 * foyer_account_get_request_lifetime:
 *
 * Returns: for how many seconds the platform accepts a request after its date (delivery.md)
 */
guint
foyer_account_get_request_lifetime (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), 0);
  return self->request_lifetime;
}

void
foyer_account_set_request_lifetime (FoyerAccount *self, guint seconds)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->request_lifetime == seconds)
    return;
  self->request_lifetime = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST_LIFETIME]);
}

/**
 * foyer_account_get_page_cap:
 *
 * Returns: the most rows the platform was seen to return in one page, 0 when not found out
 */
guint
foyer_account_get_page_cap (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), 0);
  return self->page_cap;
}

void
foyer_account_set_page_cap (FoyerAccount *self, guint rows)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->page_cap == rows)
    return;
  self->page_cap = rows;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_CAP]);
}

/**
 * foyer_account_get_abilities:
 *
 * Returns: what the key was found able to do
 */
FoyerAbilities
foyer_account_get_abilities (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), FOYER_ABILITY_NONE);
  return self->abilities;
}

void
foyer_account_set_abilities (FoyerAccount *self, FoyerAbilities abilities)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->abilities == abilities)
    return;
  self->abilities = abilities;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ABILITIES]);
}

/**
 * foyer_account_get_checked:
 *
 * Returns: when that was found out, in seconds since 1970, 0 for never
 */
gint64
foyer_account_get_checked (FoyerAccount *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT (self), 0);
  return self->checked;
}

void
foyer_account_set_checked (FoyerAccount *self, gint64 checked)
{
  g_return_if_fail (FOYER_IS_ACCOUNT (self));

  if (self->checked == checked)
    return;
  self->checked = checked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED]);
}
