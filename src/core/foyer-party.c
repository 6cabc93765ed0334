/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A company or a person a lead can belong to, as a picker shows it. */

#include "foyer-party.h"

#include <string.h>

struct _FoyerParty
{
  GObject parent_instance;

  char *name;         /* owned, nullable */
  char *first_name;   /* owned, nullable: only of one that is not on the platform yet */
  char *last_name;    /* owned, nullable: the same */
  char *email;        /* owned, nullable */
  char *phone;        /* owned, nullable */
  char *company_name; /* owned, nullable */
  char *others;       /* owned, nullable: "ID NAME", a line each */
  gint64 id;
  gint64 company_id;
  FoyerPartyKind kind;
};

enum
{
  PROP_KIND = 1,
  PROP_ID,
  PROP_NAME,
  PROP_EMAIL,
  PROP_PHONE,
  PROP_COMPANY_ID,
  PROP_COMPANY_NAME,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerParty, foyer_party, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (FoyerPartyKind,
                    foyer_party_kind,
                    G_DEFINE_ENUM_VALUE (FOYER_PARTY_COMPANY, "company"),
                    G_DEFINE_ENUM_VALUE (FOYER_PARTY_PERSON, "person"))

static void
foyer_party_finalize (GObject *object)
{
  FoyerParty *self = FOYER_PARTY (object);

  g_free (self->name);
  g_free (self->first_name);
  g_free (self->last_name);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->company_name);
  g_free (self->others);
  G_OBJECT_CLASS (foyer_party_parent_class)->finalize (object);
}

static void
foyer_party_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerParty *self = FOYER_PARTY (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_PHONE:
      g_value_set_string (value, self->phone);
      break;
    case PROP_COMPANY_ID:
      g_value_set_int64 (value, self->company_id);
      break;
    case PROP_COMPANY_NAME:
      g_value_set_string (value, self->company_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_party_class_init (FoyerPartyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_party_finalize;
  object_class->get_property = foyer_party_get_property;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, FOYER_TYPE_PARTY_KIND, FOYER_PARTY_COMPANY, flags);
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, flags);
  properties[PROP_COMPANY_ID] = g_param_spec_int64 ("company-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_COMPANY_NAME] = g_param_spec_string ("company-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_party_init (FoyerParty *self)
{
}

/**
 * foyer_party_new:
 * @id: the platform's id, above 0; below 0 the one this desk gave it, or 0 for none yet
 * @name: the business name, or first and last name
 *
 * Returns: (transfer full): a company or a person
 */
FoyerParty *
foyer_party_new (FoyerPartyKind kind, gint64 id, const char *name)
{
  FoyerParty *self = g_object_new (FOYER_TYPE_PARTY, NULL);

  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name);
  return self;
}

/**
 * foyer_party_new_person:
 *
 * Returns: (transfer full): a person who is not on the platform yet, with no id
 */
FoyerParty *
foyer_party_new_person (const char *first_name, const char *last_name)
{
  g_autofree char *joined = g_strdup_printf ("%s %s", first_name != NULL ? first_name : "",
                                             last_name != NULL ? last_name : "");
  FoyerParty *self = foyer_party_new (FOYER_PARTY_PERSON, 0, g_strstrip (joined));

  self->first_name = g_strdup (first_name);
  self->last_name = g_strdup (last_name);
  return self;
}

gboolean
foyer_party_is_local (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), FALSE);
  return self->id <= 0;
}

FoyerPartyKind
foyer_party_get_kind (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), FOYER_PARTY_COMPANY);
  return self->kind;
}

gint64
foyer_party_get_id (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), 0);
  return self->id;
}

const char *
foyer_party_get_name (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->name;
}

/**
 * foyer_party_get_first_name:
 *
 * Returns: (nullable): of a person who is not on the platform yet, else %NULL
 */
const char *
foyer_party_get_first_name (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->first_name;
}

const char *
foyer_party_get_last_name (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->last_name;
}

const char *
foyer_party_get_email (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->email;
}

void
foyer_party_set_email (FoyerParty *self, const char *email)
{
  g_return_if_fail (FOYER_IS_PARTY (self));

  if (g_set_str (&self->email, email))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMAIL]);
}

const char *
foyer_party_get_phone (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->phone;
}

void
foyer_party_set_phone (FoyerParty *self, const char *phone)
{
  g_return_if_fail (FOYER_IS_PARTY (self));

  if (g_set_str (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

/**
 * foyer_party_get_company_id:
 *
 * Returns: the company a person belongs to, the first where there are several, 0 for none
 */
gint64
foyer_party_get_company_id (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), 0);
  return self->company_id;
}

const char *
foyer_party_get_company_name (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->company_name;
}

/**
 * foyer_party_set_company:
 * @company_id: the platform's id, 0 for none; below 0 that of a company that is not on the platform yet
 * @company_name: (nullable): its name where it is known
 */
void
foyer_party_set_company (FoyerParty *self, gint64 company_id, const char *company_name)
{
  g_return_if_fail (FOYER_IS_PARTY (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->company_id != company_id)
    {
      self->company_id = company_id;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY_ID]);
    }
  if (g_set_str (&self->company_name, company_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY_NAME]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * foyer_party_get_other_companies:
 *
 * Returns: (nullable): the companies of a person but the one that is named, "ID NAME", a line each, for whoever keeps
 * them
 */
const char *
foyer_party_get_other_companies (FoyerParty *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);
  return self->others;
}

/**
 * foyer_party_set_other_companies:
 * @other_companies: (nullable): of foyer_party_get_other_companies()
 */
void
foyer_party_set_other_companies (FoyerParty *self, const char *other_companies)
{
  g_return_if_fail (FOYER_IS_PARTY (self));
  g_set_str (&self->others, other_companies);
}

static gboolean
is_other (FoyerParty *self, gint64 company_id)
{
  g_autoptr (GArray) ids = foyer_party_list_other_company_ids (self);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == company_id)
      return TRUE;
  return FALSE;
}

/**
 * foyer_party_add_company:
 * @company_id: above 0
 * @company_name: (nullable): its name where it is known
 *
 * One more company of a person; the first is the one that is named.
 */
void
foyer_party_add_company (FoyerParty *self, gint64 company_id, const char *company_name)
{
  g_autofree char *name = NULL;
  char *others;

  g_return_if_fail (FOYER_IS_PARTY (self));
  g_return_if_fail (company_id > 0);

  if (self->company_id == 0)
    {
      foyer_party_set_company (self, company_id, company_name);
      return;
    }
  if (self->company_id == company_id || is_other (self, company_id))
    return;
  name = g_strdelimit (g_strdup (company_name != NULL ? company_name : ""), "\n", ' ');
  others = g_strdup_printf ("%s%" G_GINT64_FORMAT " %s\n", self->others != NULL ? self->others : "", company_id, name);
  g_free (self->others);
  self->others = others;
}

/**
 * foyer_party_list_other_company_ids:
 *
 * Returns: (transfer full) (element-type gint64): the companies of a person but the one that is named
 */
GArray *
foyer_party_list_other_company_ids (FoyerParty *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (FOYER_IS_PARTY (self), ids);

  for (const char *line = self->others; line != NULL && *line != '\0';)
    {
      gint64 id = g_ascii_strtoll (line, NULL, 10);

      if (id > 0)
        g_array_append_val (ids, id);
      line = strchr (line, '\n');
      line = line != NULL ? line + 1 : NULL;
    }
  return ids;
}

/**
 * foyer_party_choose_company:
 * @company_id: one of the person's; any other changes nothing
 *
 * From now on it is the one that is named.
 */
void
foyer_party_choose_company (FoyerParty *self, gint64 company_id)
{
  g_autoptr (FoyerParty) before = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (FOYER_IS_PARTY (self));

  if (self->company_id == company_id || !is_other (self, company_id))
    return;
  before = foyer_party_new (self->kind, self->id, NULL);
  foyer_party_set_company (before, self->company_id, self->company_name);
  lines = g_strsplit (self->others, "\n", -1);
  g_clear_pointer (&self->others, g_free);
  foyer_party_set_company (self, 0, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *name = NULL;
      gint64 id = g_ascii_strtoll (lines[i], &name, 10);

      name += *name == ' ';
      if (id == company_id)
        foyer_party_set_company (self, id, *name != '\0' ? name : NULL);
      else if (id > 0)
        foyer_party_add_company (before, id, name);
    }
  foyer_party_add_company (self, before->company_id, before->company_name);
  if (before->others != NULL)
    {
      char *others = g_strconcat (self->others, before->others, NULL);

      g_free (self->others);
      self->others = others;
    }
}

static void
write_text (GVariantDict *dict, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    g_variant_dict_insert (dict, key, "s", text);
}

/**
 * foyer_party_to_variant:
 *
 * Returns: (transfer floating): what it says, for the disk; not its kind, and not the id this desk gave it
 */
GVariant *
foyer_party_to_variant (FoyerParty *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (FOYER_IS_PARTY (self), NULL);

  write_text (&dict, "name", self->name);
  write_text (&dict, "first-name", self->first_name);
  write_text (&dict, "last-name", self->last_name);
  write_text (&dict, "email", self->email);
  write_text (&dict, "phone", self->phone);
  write_text (&dict, "company-name", self->company_name);
  if (self->company_id != 0)
    g_variant_dict_insert (&dict, "company-id", "x", self->company_id);
  if (self->id > 0)
    g_variant_dict_insert (&dict, "id", "x", self->id);
  return g_variant_dict_end (&dict);
}

static char *
read_text (GVariantDict *dict, const char *key)
{
  char *text = NULL;

  g_variant_dict_lookup (dict, key, "s", &text);
  return text;
}

/**
 * foyer_party_new_from_variant:
 * @id: 0: the platform's, as @variant has it
 * @variant: as foyer_party_to_variant() made it, an `a{sv}`; what is not understood is passed over
 *
 * Returns: (transfer full): the company or person
 */
FoyerParty *
foyer_party_new_from_variant (FoyerPartyKind kind, gint64 id, GVariant *variant)
{
  FoyerParty *self = g_object_new (FOYER_TYPE_PARTY, NULL);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (variant);

  self->kind = kind;
  if (id != 0 || !g_variant_dict_lookup (&dict, "id", "x", &self->id))
    self->id = id;
  self->name = read_text (&dict, "name");
  self->first_name = read_text (&dict, "first-name");
  self->last_name = read_text (&dict, "last-name");
  self->email = read_text (&dict, "email");
  self->phone = read_text (&dict, "phone");
  self->company_name = read_text (&dict, "company-name");
  g_variant_dict_lookup (&dict, "company-id", "x", &self->company_id);
  return self;
}
