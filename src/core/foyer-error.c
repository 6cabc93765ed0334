/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain. The message is English and for logs, and holds nothing of the lead; the platform's own codes
 * and words travel with the error for Details and for the field they speak of. */

#include "foyer-error.h"

typedef struct
{
  char *parameter;
  char *words;
} Problem;

typedef struct
{
  char *platform_words; /* owned, nullable */
  GPtrArray *problems;  /* owned, nullable, of Problem */
  guint http_status;
  int platform_code;
  int specific_code;
  gint64 retry_after;
  gint64 believed_after;
  gint64 platform_id;
} FoyerErrorPrivate;

static void
problem_free (gpointer data)
{
  Problem *problem = data;

  g_free (problem->parameter);
  g_free (problem->words);
  g_free (problem);
}

static gpointer
problem_copy (gconstpointer source, gpointer user_data)
{
  const Problem *problem = source;
  Problem *copy = g_new (Problem, 1);

  copy->parameter = g_strdup (problem->parameter);
  copy->words = g_strdup (problem->words);
  return copy;
}

static void
foyer_error_private_init (FoyerErrorPrivate *priv)
{
}

static void
foyer_error_private_copy (const FoyerErrorPrivate *source, FoyerErrorPrivate *target)
{
  *target = *source;
  target->platform_words = g_strdup (source->platform_words);
  if (source->problems != NULL)
    target->problems = g_ptr_array_copy (source->problems, problem_copy, NULL);
}

static void
foyer_error_private_clear (FoyerErrorPrivate *priv)
{
  g_clear_pointer (&priv->platform_words, g_free);
  g_clear_pointer (&priv->problems, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (FoyerError, foyer_error)

G_DEFINE_ENUM_TYPE (FoyerErrorCode,
                    foyer_error_code,
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_UNAVAILABLE, "unavailable"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_UNCERTAIN, "uncertain"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_UNAUTHORIZED, "unauthorized"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_FORBIDDEN, "forbidden"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_UNSUPPORTED, "unsupported"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_INVALID, "invalid"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_STORE, "store"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_DISK_FULL, "disk-full"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_READ_ONLY, "read-only"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_IN_USE, "in-use"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_NEWER, "newer"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_DAMAGED, "damaged"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_KEYRING, "keyring"),
                    G_DEFINE_ENUM_VALUE (FOYER_ERROR_NOT_SHOWN, "not-shown"))

/* Nothing, for an error of another domain: a caller may ask of any error it was given. */
static const FoyerErrorPrivate *
answer_of (const GError *error)
{
  return error != NULL && error->domain == FOYER_ERROR ? foyer_error_get_private (error) : NULL;
}

static const Problem *
problem_at (const GError *error, guint position)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL && priv->problems != NULL && position < priv->problems->len ? priv->problems->pdata[position]
                                                                                  : NULL;
}

/**
 * foyer_error_new:
 * @format: English, for logs; never anything a person typed
 *
 * Returns: (transfer full): an error of the `FOYER_ERROR` domain
 */
GError *
foyer_error_new (FoyerErrorCode code, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (FOYER_ERROR, (int) code, format, arguments);
  va_end (arguments);
  return error;
}

/**
 * foyer_error_is_about_one_call:
 * @error: (nullable): any error
 *
 * Returns: whether the platform said no to this call alone: others may still be worth asking for
 */
gboolean
foyer_error_is_about_one_call (const GError *error)
{
  return g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN)
         || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNSUPPORTED)
         || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_REFUSED);
}

/**
 * foyer_error_get_http_status:
 *
 * Returns: the status of the reply, or 0 when there was none
 */
guint
foyer_error_get_http_status (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * foyer_error_get_platform_code:
 *
 * Returns: the platform's `errorCode`, or 0
 */
int
foyer_error_get_platform_code (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->platform_code : 0;
}

/**
 * foyer_error_get_specific_code:
 *
 * Returns: the platform's `specificCode`, or 0
 */
int
foyer_error_get_specific_code (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->specific_code : 0;
}

/**
 * foyer_error_get_platform_words:
 *
 * Returns: (nullable): what the platform said, its message and the additional ones a line each. In the platform's
 * language; may repeat what was typed: for the person who typed it, not for a log
 */
const char *
foyer_error_get_platform_words (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->platform_words : NULL;
}

/**
 * foyer_error_set_platform_answer:
 * @http_status: the status of the reply, 0 for none
 * @platform_code: the `errorCode`, 0 for none
 * @specific_code: the `specificCode`, 0 for none
 * @words: (nullable): what the platform said
 */
void
foyer_error_set_platform_answer (
    GError *error, guint http_status, int platform_code, int specific_code, const char *words)
{
  FoyerErrorPrivate *priv = foyer_error_get_private (error);

  g_return_if_fail (priv != NULL);

  priv->http_status = http_status;
  priv->platform_code = platform_code;
  priv->specific_code = specific_code;
  g_set_str (&priv->platform_words, words);
}

/**
 * foyer_error_get_n_problems:
 *
 * Returns: how many parameters the platform named. 23016 and 23017 name the first bad one only
 */
guint
foyer_error_get_n_problems (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL && priv->problems != NULL ? priv->problems->len : 0;
}

/**
 * foyer_error_get_parameter:
 *
 * Returns: (nullable): the parameter as the platform wrote it: a wire name, perhaps with a path behind it
 */
const char *
foyer_error_get_parameter (const GError *error, guint position)
{
  const Problem *problem = problem_at (error, position);

  return problem != NULL ? problem->parameter : NULL;
}

/**
 * foyer_error_get_problem_words:
 *
 * Returns: (nullable): what the platform said of that parameter
 */
const char *
foyer_error_get_problem_words (const GError *error, guint position)
{
  const Problem *problem = problem_at (error, position);

  return problem != NULL ? problem->words : NULL;
}

/**
 * foyer_error_add_problem:
 * @parameter: the parameter as the platform wrote it
 * @words: (nullable): what it said of it; added to what it said of the same parameter before
 */
void
foyer_error_add_problem (GError *error, const char *parameter, const char *words)
{
  FoyerErrorPrivate *priv = foyer_error_get_private (error);
  Problem *problem;

  g_return_if_fail (priv != NULL);
  g_return_if_fail (parameter != NULL);

  if (priv->problems == NULL)
    priv->problems = g_ptr_array_new_with_free_func (problem_free);
  for (guint i = 0; i < priv->problems->len; i++)
    {
      problem = priv->problems->pdata[i];
      if (!g_str_equal (problem->parameter, parameter))
        continue;
      if (problem->words == NULL)
        problem->words = g_strdup (words);
      else if (words != NULL)
        {
          g_autofree char *before = g_steal_pointer (&problem->words);
          problem->words = g_strconcat (before, "\n", words, NULL);
        }
      return;
    }

  problem = g_new (Problem, 1);
  problem->parameter = g_strdup (parameter);
  problem->words = g_strdup (words);
  g_ptr_array_add (priv->problems, problem);
}

/**
 * foyer_error_get_retry_after:
 *
 * Returns: the seconds the platform asks to wait, or 0 when it did not say
 */
gint64
foyer_error_get_retry_after (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->retry_after : 0;
}

void
foyer_error_set_retry_after (GError *error, gint64 seconds)
{
  FoyerErrorPrivate *priv = foyer_error_get_private (error);

  g_return_if_fail (priv != NULL);
  priv->retry_after = MAX (seconds, 0);
}

/**
 * foyer_error_get_believed_after:
 *
 * Returns: with `FOYER_ERROR_UNCERTAIN`, the unix time by the platform's clock after which "it is not there" can be
 * believed (delivery.md, Uncertain adds); 0 when not known
 */
gint64
foyer_error_get_believed_after (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->believed_after : 0;
}

void
foyer_error_set_believed_after (GError *error, gint64 unix_time)
{
  FoyerErrorPrivate *priv = foyer_error_get_private (error);

  g_return_if_fail (priv != NULL);
  priv->believed_after = unix_time;
}

/**
 * foyer_error_get_platform_id:
 *
 * Returns: with `FOYER_ERROR_CONFLICT`, the platform's ID of what looks like what was sent; 0 when not known
 */
gint64
foyer_error_get_platform_id (const GError *error)
{
  const FoyerErrorPrivate *priv = answer_of (error);

  return priv != NULL ? priv->platform_id : 0;
}

void
foyer_error_set_platform_id (GError *error, gint64 platform_id)
{
  FoyerErrorPrivate *priv = foyer_error_get_private (error);

  g_return_if_fail (priv != NULL);
  priv->platform_id = platform_id;
}
