import { View } from "@tarojs/components";
import { Bone } from "@/design/skeleton/bone.tsx";

/** Tickets before they are known. */
export function TicketSkeleton({ count = 3 }: { count?: number }) {
  return (
    <View>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have nothing else to be told apart by
        <View key={at} className="ticket">
          <View className="ticket__worth">
            <Bone w={56} h={30} />
            <Bone w={68} h={12} />
          </View>
          <View className="ticket__body">
            <Bone w="60%" h={18} />
            <View style={{ height: "8px" }} />
            <Bone w="44%" h={12} />
          </View>
        </View>
      ))}
    </View>
  );
}
