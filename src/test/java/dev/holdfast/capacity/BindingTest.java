package dev.holdfast.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.capacity.resources.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest {

  @Test
  void namesTheProcessorsThatAreUsedUp() {
    Binding binding =
        Binding.of(
                Map.of(
                    Resource.CPU, new Usage(1.92, 2.0),
                    Resource.HEAP, new Usage(200, 512.0),
                    Resource.FILES, new Usage(900, 1000.0)))
            .orElseThrow();

    assertThat(binding.resource()).isEqualTo(Resource.CPU);
    assertThat(binding.exhausted()).isTrue();
    assertThat(binding.sentence(Answer.Kind.LIMIT))
        .isEqualTo("processors give first: 96 % in use at the limit");
  }

  @Test
  void processorsThatTheGeneratorTookAreNotLeftToATargetBesideIt() {
    GeneratorUse half = new GeneratorUse(0.5, 2, 1, 0.2);

    Binding binding =
        Binding.of(half.leaves(Map.of(Resource.CPU, new Usage(0.95, 2.0)))).orElseThrow();

    assertThat(binding.exhausted()).isTrue();
    assertThat(binding.sentence(Answer.Kind.LIMIT))
        .isEqualTo("processors give first: 95 % in use at the limit");
  }

  @Test
  void aGeneratorThatTookAllProcessorsLeavesNextToNone() {
    GeneratorUse all = new GeneratorUse(1, 2, 1, 0.2);

    assertThat(Binding.of(all.leaves(Map.of(Resource.CPU, new Usage(0.1, 2.0)))))
        .get()
        .matches(Binding::exhausted);
  }

  @Test
  void ofProcessorsThatNobodyCountedTheGeneratorLeavesWhatItFinds() {
    Map<Resource, Usage> target = Map.of(Resource.CPU, new Usage(0.5, null));

    assertThat(SampleLevels.AT_EASE.leaves(target)).isEqualTo(target);
    assertThat(SampleLevels.AT_EASE.leaves(Map.of())).isEmpty();
  }

  @Test
  void aTenthOfTheTimeInPausesIsWorseThanHalfTheProcessors() {
    Binding binding =
        Binding.of(
                Map.of(
                    Resource.CPU, new Usage(1, 2.0),
                    Resource.COLLECTION, new Usage(0.12, 1.0)))
            .orElseThrow();

    assertThat(binding.resource()).isEqualTo(Resource.COLLECTION);
  }

  @Test
  void saysSoWhenNothingThatIsToldIsUsedUp() {
    Binding binding = Binding.of(Map.of(Resource.CPU, new Usage(0.6, 2.0))).orElseThrow();

    assertThat(binding.exhausted()).isFalse();
    assertThat(binding.sentence(Answer.Kind.LIMIT))
        .contains("none of the resources", "processors come nearest");
  }

  @Test
  void ofALoadThatIsNoLimitNobodyIsSentToLookForItsCause() {
    Binding binding = Binding.of(Map.of(Resource.CPU, new Usage(0.6, 2.0))).orElseThrow();

    assertThat(binding.sentence(Answer.Kind.AT_LEAST))
        .isEqualTo(
            "none of the resources that the target tells of is used up at the highest load that"
                + " held (processors come nearest with 30 %)");
  }

  @Test
  void aTargetThatTellsNothingHasNone() {
    assertThat(Binding.of(Map.of(Resource.THREADS, new Usage(44, null)))).isEmpty();
  }
}
